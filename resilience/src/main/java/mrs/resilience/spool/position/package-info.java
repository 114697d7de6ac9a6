/** How far the consumer of a spool is, on the disk: what it is done with, in two files in turn. */
@NullMarked
package mrs.resilience.spool.position;

import org.jspecify.annotations.NullMarked;
