/** How good the answers are, and what they would be: {@code mrs evaluate}. */
@NullMarked
package mrs.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
