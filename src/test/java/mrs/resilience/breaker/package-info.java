/** Tests of {@code mrs.resilience.breaker}. */
@NullMarked
package mrs.resilience.breaker;

import org.jspecify.annotations.NullMarked;
