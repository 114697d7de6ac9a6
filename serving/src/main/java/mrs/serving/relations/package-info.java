/** What can be asked by name: the tables, and the views of reports and events. */
@NullMarked
package mrs.serving.relations;

import org.jspecify.annotations.NullMarked;
