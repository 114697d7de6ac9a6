/**
 * Rehearses failures: plays a night under a fault in a scratch copy of a warehouse, and compares
 * what it cost with what the truth table of degradation says it may cost.
 */
@NullMarked
package mrs.jobs.chaos;

import org.jspecify.annotations.NullMarked;
