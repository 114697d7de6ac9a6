/** Runs: their creation, the ledger, and the pipeline that takes one through its stages. */
@NullMarked
package mrs.jobs.runs;

import org.jspecify.annotations.NullMarked;
