/** The edge: sessions, Delta reads and appends, the run ledger, the command line. */
@NullMarked
package mrs.jobs;

import org.jspecify.annotations.NullMarked;
