/** Quality and cost beside others, and cost alone. Run by the profile {@code benchmarks}. */
@NullMarked
package mrs.benchmarks;

import org.jspecify.annotations.NullMarked;
