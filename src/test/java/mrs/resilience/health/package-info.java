/** Tests of {@code mrs.resilience.health}. */
@NullMarked
package mrs.resilience.health;

import org.jspecify.annotations.NullMarked;
