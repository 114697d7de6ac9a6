/**
 * What the receiver of deliveries noted while it had no right to write to the warehouse, entered
 * into the warehouse's logs by who has it.
 */
@NullMarked
package mrs.jobs.gaps;

import org.jspecify.annotations.NullMarked;
