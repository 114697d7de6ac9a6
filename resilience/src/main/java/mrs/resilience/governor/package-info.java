/**
 * How fast what has to be caught up on may go out, and when to try again whoever was away: numbers
 * and moments to whoever sends. Nothing here waits.
 */
@NullMarked
package mrs.resilience.governor;

import org.jspecify.annotations.NullMarked;
