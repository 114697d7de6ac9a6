/** Tests of {@code mrs.resilience.drain}. */
@NullMarked
package mrs.resilience.drain;

import org.jspecify.annotations.NullMarked;
