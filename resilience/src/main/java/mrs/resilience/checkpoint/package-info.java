/**
 * The state of a component outlasts its process: numbered checkpoints, written whole or not at all,
 * read again after they were written, of which the newest that is not damaged is restored.
 */
@NullMarked
package mrs.resilience.checkpoint;

import org.jspecify.annotations.NullMarked;
