/**
 * What leads a spool's records to their target: live ones first, the backlog at a governed rate.
 */
@NullMarked
package mrs.resilience.drain;

import org.jspecify.annotations.NullMarked;
