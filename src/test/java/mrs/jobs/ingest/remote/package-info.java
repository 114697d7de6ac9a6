/** Tests of feeds that lie elsewhere. */
@NullMarked
package mrs.jobs.ingest.remote;

import org.jspecify.annotations.NullMarked;
