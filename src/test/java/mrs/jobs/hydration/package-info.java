/** Tests of what hydration reads and rewrites. */
@NullMarked
package mrs.jobs.hydration;

import org.jspecify.annotations.NullMarked;
