/**
 * The one way in which the program itself writes what people decided: as rows of the two edit
 * tables.
 */
@NullMarked
package mrs.jobs.edits;

import org.jspecify.annotations.NullMarked;
