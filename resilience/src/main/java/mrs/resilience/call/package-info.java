/** How a single call to something that may fail is made again. */
@NullMarked
package mrs.resilience.call;

import org.jspecify.annotations.NullMarked;
