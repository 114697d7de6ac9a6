/**
 * Feeds that lie on a share or another file system: their files are copied into the cache and read
 * from there, so that an ingest survives the file system going away midway, and so does what was
 * copied. Knows nothing of what becomes of the files.
 */
@NullMarked
package mrs.jobs.ingest.remote;

import org.jspecify.annotations.NullMarked;
