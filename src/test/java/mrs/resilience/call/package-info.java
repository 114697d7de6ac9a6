/** Tests of {@code mrs.resilience.call}. */
@NullMarked
package mrs.resilience.call;

import org.jspecify.annotations.NullMarked;
