/** How a single call to something that may fail or hang is made: again, and within a time. */
@NullMarked
package mrs.resilience.call;

import org.jspecify.annotations.NullMarked;
