/** The tables of a warehouse as Spark reads them, now or as of a time; values in plain Java. */
@NullMarked
package mrs.jobs.relations;

import org.jspecify.annotations.NullMarked;
