/**
 * The tables' contracts, as the Open Data Contract Standard has them, and the truth table of
 * degradation, written out for tools that read no Java.
 */
@NullMarked
package mrs.jobs.odcs;

import org.jspecify.annotations.NullMarked;
