/**
 * The tables' contracts and the truth table of degradation, written out for tools that read no
 * Java.
 */
@NullMarked
package mrs.jobs.contracts;

import org.jspecify.annotations.NullMarked;
