/** Tests of {@code mrs.resilience.checkpoint}. */
@NullMarked
package mrs.resilience.checkpoint;

import org.jspecify.annotations.NullMarked;
