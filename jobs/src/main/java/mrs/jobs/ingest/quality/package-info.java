/**
 * Judges deliveries, by themselves and beside what came in before: what makes one suspect, how it
 * departs from the contract, and what its feed's owner should know. Marks deliveries, never sorts
 * rows out.
 */
@NullMarked
package mrs.jobs.ingest.quality;

import org.jspecify.annotations.NullMarked;
