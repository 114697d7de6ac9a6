/** What the ledger says about runs: which are there, how they ended, whose rows are trusted. */
@NullMarked
package mrs.serving.runs;

import org.jspecify.annotations.NullMarked;
