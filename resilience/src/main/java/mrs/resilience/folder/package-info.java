/**
 * What is kept on a disk: files of one folder, with the syncs that make them outlast a power cut.
 */
@NullMarked
package mrs.resilience.folder;

import org.jspecify.annotations.NullMarked;
