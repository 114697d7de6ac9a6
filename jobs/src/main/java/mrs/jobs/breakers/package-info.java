/** The circuit breakers around what a run can do without, and what they know from run to run. */
@NullMarked
package mrs.jobs.breakers;

import org.jspecify.annotations.NullMarked;
