/** Tests of {@code mrs.resilience.spool.position}. */
@NullMarked
package mrs.resilience.spool.position;

import org.jspecify.annotations.NullMarked;
