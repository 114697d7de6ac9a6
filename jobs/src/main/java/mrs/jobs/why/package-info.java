/**
 * Why a report is there: its series, its expectation, its sources, its causes, its event, its
 * history.
 */
@NullMarked
package mrs.jobs.why;

import org.jspecify.annotations.NullMarked;
