/** The way of a delivery from its sender into the spool. */
@NullMarked
package mrs.jobs.intake.receive;

import org.jspecify.annotations.NullMarked;
