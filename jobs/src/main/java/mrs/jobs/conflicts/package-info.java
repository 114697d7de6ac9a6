/**
 * Conflicts at the edge: hydration enters them into their log, people list and resolve them. A
 * resolution is an edit; what became of it is hydration's to say.
 */
@NullMarked
package mrs.jobs.conflicts;

import org.jspecify.annotations.NullMarked;
