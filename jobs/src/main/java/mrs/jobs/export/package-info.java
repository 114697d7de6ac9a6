/** Tables and views as files: CSV, JSON Lines, Parquet; one file, there whole or not at all. */
@NullMarked
package mrs.jobs.export;

import org.jspecify.annotations.NullMarked;
