/** Tests of {@code mrs.jobs.config}. */
@NullMarked
package mrs.jobs.config;

import org.jspecify.annotations.NullMarked;
