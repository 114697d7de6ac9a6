/** Tests of {@code mrs.jobs.intake.delivery}. */
@NullMarked
package mrs.jobs.intake.delivery;

import org.jspecify.annotations.NullMarked;
