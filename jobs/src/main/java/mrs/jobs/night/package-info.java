/** A night in one go: what is pending is brought in and then judged, by one process. */
@NullMarked
package mrs.jobs.night;

import org.jspecify.annotations.NullMarked;
