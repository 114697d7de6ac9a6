/**
 * A queue of byte records that outlives its process: memory in front, segments of one folder
 * behind, one owner, many producers, one consumer that says how far it is. What is lost is counted
 * and told, never passed over.
 */
@NullMarked
package mrs.resilience.spool;

import org.jspecify.annotations.NullMarked;
