/** A night of a warehouse's scratch copy under a fault: what is foretold, played, and found. */
@NullMarked
package mrs.jobs.chaos.night;

import org.jspecify.annotations.NullMarked;
