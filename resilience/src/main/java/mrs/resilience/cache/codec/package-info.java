/**
 * What an entry of a cache is as bytes at rest: checksummed, or encrypted and bound to its key.
 * What changed on the way is found before it is given to anybody.
 */
@NullMarked
package mrs.resilience.cache.codec;

import org.jspecify.annotations.NullMarked;
