/** The input {@code calendar}: what is written of it, and which years it covers. */
@NullMarked
package mrs.jobs.calendar;

import org.jspecify.annotations.NullMarked;
