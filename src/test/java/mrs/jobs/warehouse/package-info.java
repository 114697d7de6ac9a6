/** Tests of {@code mrs.jobs.warehouse}. */
@NullMarked
package mrs.jobs.warehouse;

import org.jspecify.annotations.NullMarked;
