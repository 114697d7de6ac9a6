/**
 * Circuit breakers: what keeps failing is left alone for a while, then tried by one call at a time.
 * What a breaker knows is a value that outlasts the process, so that the next one does not hammer
 * what this one found broken.
 */
@NullMarked
package mrs.resilience.breaker;

import org.jspecify.annotations.NullMarked;
