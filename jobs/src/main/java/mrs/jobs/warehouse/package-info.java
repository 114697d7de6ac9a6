/** The warehouse on disk: its tables, its one way to append, its lock and its commit log. */
@NullMarked
package mrs.jobs.warehouse;

import org.jspecify.annotations.NullMarked;
