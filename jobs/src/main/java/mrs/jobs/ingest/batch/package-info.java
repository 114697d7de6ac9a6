/** The deliveries of one table parsed on a cluster: rows, dead letters and a summary of each. */
@NullMarked
package mrs.jobs.ingest.batch;

import org.jspecify.annotations.NullMarked;
