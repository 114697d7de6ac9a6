/** Questions in SQL: what may be asked, over which tables and views, as of when. */
@NullMarked
package mrs.jobs.sql;

import org.jspecify.annotations.NullMarked;
