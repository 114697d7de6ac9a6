/** Tests of the tables and views that can be asked. */
@NullMarked
package mrs.jobs.relations;

import org.jspecify.annotations.NullMarked;
