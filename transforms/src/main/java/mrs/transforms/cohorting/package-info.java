/**
 * Forms events out of reports that belong together in time and place. What belongs together ({@code
 * JoinReports}) and what becomes of an event ({@code AccountForEvent}) is plain Java; {@code
 * FormEvents} feeds it.
 */
@NullMarked
package mrs.transforms.cohorting;

import org.jspecify.annotations.NullMarked;
