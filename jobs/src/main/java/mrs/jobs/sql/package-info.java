/** Questions in SQL: which statements may be asked over the relations of a warehouse. */
@NullMarked
package mrs.jobs.sql;

import org.jspecify.annotations.NullMarked;
