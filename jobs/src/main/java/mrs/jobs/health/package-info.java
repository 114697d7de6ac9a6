/** How the warehouse is: freshness, coverage, errors, runs. Reads, and changes nothing. */
@NullMarked
package mrs.jobs.health;

import org.jspecify.annotations.NullMarked;
