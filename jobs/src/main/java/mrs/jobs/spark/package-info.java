/**
 * How the program uses Spark: the session and what may not be configured away in it, its local
 * files, and what a transform asks the edge to compute now.
 */
@NullMarked
package mrs.jobs.spark;

import org.jspecify.annotations.NullMarked;
