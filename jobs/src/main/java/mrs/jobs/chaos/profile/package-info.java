/** Which faults can be rehearsed, as {@code conf/chaos} has them. */
@NullMarked
package mrs.jobs.chaos.profile;

import org.jspecify.annotations.NullMarked;
