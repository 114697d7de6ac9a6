/**
 * Questions in SQL over the files of tables, answered by DuckDB inside the process: locked before
 * any text of a user reaches it. The only room that knows DuckDB.
 */
@NullMarked
package mrs.serving.query;

import org.jspecify.annotations.NullMarked;
