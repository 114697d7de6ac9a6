/** Tests of {@code mrs.resilience.spool}. */
@NullMarked
package mrs.resilience.spool;

import org.jspecify.annotations.NullMarked;
