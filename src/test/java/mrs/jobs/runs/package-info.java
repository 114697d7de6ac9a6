/** Tests of {@code mrs.jobs.runs}. */
@NullMarked
package mrs.jobs.runs;

import org.jspecify.annotations.NullMarked;
