/** Tests of the files under {@code schedules/}. */
@NullMarked
package mrs.schedules;

import org.jspecify.annotations.NullMarked;
