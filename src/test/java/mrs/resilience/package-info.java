/** What the tests of {@code mrs.resilience} share. */
@NullMarked
package mrs.resilience;

import org.jspecify.annotations.NullMarked;
