/**
 * Upkeep of a warehouse: new and lost tables, small files, files that nobody reads any more. Never
 * a row.
 */
@NullMarked
package mrs.jobs.maintain;

import org.jspecify.annotations.NullMarked;
