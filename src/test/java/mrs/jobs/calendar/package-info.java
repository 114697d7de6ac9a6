/** Tests of {@code mrs.jobs.calendar}. */
@NullMarked
package mrs.jobs.calendar;

import org.jspecify.annotations.NullMarked;
