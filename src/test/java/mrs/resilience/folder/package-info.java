/** Tests of {@code mrs.resilience.folder}, and the disk that forgets. */
@NullMarked
package mrs.resilience.folder;

import org.jspecify.annotations.NullMarked;
