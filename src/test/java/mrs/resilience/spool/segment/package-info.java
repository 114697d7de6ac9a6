/** Tests of {@code mrs.resilience.spool.segment}. */
@NullMarked
package mrs.resilience.spool.segment;

import org.jspecify.annotations.NullMarked;
