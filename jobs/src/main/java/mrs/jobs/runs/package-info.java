/** Runs: their creation, what one may read, and the ledger that says how each ended. */
@NullMarked
package mrs.jobs.runs;

import org.jspecify.annotations.NullMarked;
