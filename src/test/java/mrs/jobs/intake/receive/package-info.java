/** Tests of {@code mrs.jobs.intake.receive}. */
@NullMarked
package mrs.jobs.intake.receive;

import org.jspecify.annotations.NullMarked;
