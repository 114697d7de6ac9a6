/** Tests of {@code mrs.resilience.governor}. */
@NullMarked
package mrs.resilience.governor;

import org.jspecify.annotations.NullMarked;
