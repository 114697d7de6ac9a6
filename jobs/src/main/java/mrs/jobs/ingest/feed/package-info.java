/** Feed folders: which files are deliveries of what, and by which hash each is known. */
@NullMarked
package mrs.jobs.ingest.feed;

import org.jspecify.annotations.NullMarked;
