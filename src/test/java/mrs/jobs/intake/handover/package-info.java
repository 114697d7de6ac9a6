/** Tests of {@code mrs.jobs.intake.handover}. */
@NullMarked
package mrs.jobs.intake.handover;

import org.jspecify.annotations.NullMarked;
