/**
 * The program, as {@code spark-submit} and the launcher start it; all else is in the rooms below.
 */
@NullMarked
package mrs.jobs;

import org.jspecify.annotations.NullMarked;
