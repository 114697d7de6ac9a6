/** Tests of the night in one go. */
@NullMarked
package mrs.jobs.night;

import org.jspecify.annotations.NullMarked;
