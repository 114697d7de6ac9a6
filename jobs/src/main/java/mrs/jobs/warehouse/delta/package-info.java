/**
 * A table as Delta Lake keeps it: its versions, its data files, its commits and its log. The only
 * room that touches Delta's own classes, which change from one release to the next; what it hands
 * out are types of our own. (Upkeep calls Delta's public API, {@code io.delta.tables}, besides.)
 */
@NullMarked
package mrs.jobs.warehouse.delta;

import org.jspecify.annotations.NullMarked;
