/** Tests of {@code mrs.resilience.cache}. */
@NullMarked
package mrs.resilience.cache;

import org.jspecify.annotations.NullMarked;
