/** What has to be on the disk for good before anything rests on it, and how folders leave it. */
@NullMarked
package mrs.jobs.disk;

import org.jspecify.annotations.NullMarked;
