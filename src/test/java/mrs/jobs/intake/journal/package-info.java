/** Tests of {@code mrs.jobs.intake.journal}. */
@NullMarked
package mrs.jobs.intake.journal;

import org.jspecify.annotations.NullMarked;
