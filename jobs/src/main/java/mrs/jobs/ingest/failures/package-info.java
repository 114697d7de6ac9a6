/**
 * Deliveries that cannot be brought in: which ones they are, how often they were tried, and which
 * are parked.
 */
@NullMarked
package mrs.jobs.ingest.failures;

import org.jspecify.annotations.NullMarked;
