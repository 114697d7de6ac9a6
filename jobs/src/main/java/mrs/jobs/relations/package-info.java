/**
 * The tables and views of a warehouse that can be asked by name, now or as of a time, and their
 * values as plain Java ones.
 */
@NullMarked
package mrs.jobs.relations;

import org.jspecify.annotations.NullMarked;
