/** Tests of {@code mrs.resilience.cache.backend}. */
@NullMarked
package mrs.resilience.cache.backend;

import org.jspecify.annotations.NullMarked;
