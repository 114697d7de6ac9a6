/** The configuration: typed, with bounds checked at start. */
@NullMarked
package mrs.jobs.config;

import org.jspecify.annotations.NullMarked;
