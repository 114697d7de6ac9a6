/** Tests of {@code mrs.resilience.cache.codec}. */
@NullMarked
package mrs.resilience.cache.codec;

import org.jspecify.annotations.NullMarked;
