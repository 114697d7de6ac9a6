/** How well a system of several components is, as a sum that can be read term by term. */
@NullMarked
package mrs.resilience.health;

import org.jspecify.annotations.NullMarked;
