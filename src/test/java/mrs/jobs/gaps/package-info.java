/** Tests of what is entered for the receiver of deliveries. */
@NullMarked
package mrs.jobs.gaps;

import org.jspecify.annotations.NullMarked;
