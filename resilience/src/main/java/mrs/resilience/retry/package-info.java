/**
 * Commands that could not be carried out yet are kept on the disk and tried again, in order for
 * each key, until they are done, refused, tried too often or stale; none is dropped unseen.
 */
@NullMarked
package mrs.resilience.retry;

import org.jspecify.annotations.NullMarked;
