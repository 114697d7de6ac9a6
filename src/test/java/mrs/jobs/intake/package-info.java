/** Tests of {@code mrs.jobs.intake}. */
@NullMarked
package mrs.jobs.intake;

import org.jspecify.annotations.NullMarked;
