/**
 * Parts that keep a system useful while what it depends on fails, each in a room of its own: what
 * is kept outlasts the process. Plain Java that knows no stage and no Spark. Time and chance are
 * handed in, and everything on a disk goes through a {@link mrs.resilience.folder.Folder}, so that
 * a test can wait an hour, draw the same jitter again, or cut the power.
 */
@NullMarked
package mrs.resilience;

import org.jspecify.annotations.NullMarked;
