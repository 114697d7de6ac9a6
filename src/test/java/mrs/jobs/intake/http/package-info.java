/** Tests of {@code mrs.jobs.intake.http}. */
@NullMarked
package mrs.jobs.intake.http;

import org.jspecify.annotations.NullMarked;
