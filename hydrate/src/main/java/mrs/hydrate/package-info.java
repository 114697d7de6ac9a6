/**
 * Logs to current state: one row a report and one an event, with where each field came from and
 * what was missing. Pure: everything comes in as datasets and values, and the same logs give the
 * same rows.
 */
@NullMarked
package mrs.hydrate;

import org.jspecify.annotations.NullMarked;
