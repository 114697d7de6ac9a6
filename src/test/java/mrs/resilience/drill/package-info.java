/** All resilience parts at work together while faults happen. */
@NullMarked
package mrs.resilience.drill;

import org.jspecify.annotations.NullMarked;
