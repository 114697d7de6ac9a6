/** Hydration at the edge: which logs, which weeks, and the swap of the hydrated partitions. */
@NullMarked
package mrs.jobs.hydration;

import org.jspecify.annotations.NullMarked;
