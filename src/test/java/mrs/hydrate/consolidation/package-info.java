/** Logs of reports and events as tests write them. */
@NullMarked
package mrs.hydrate.consolidation;

import org.jspecify.annotations.NullMarked;
