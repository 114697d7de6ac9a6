/**
 * One package a stage, and here what they share. Transforms are pure: named datasets in, named
 * datasets out; no session, no I/O, no clock. No stage imports another.
 */
@NullMarked
package mrs.transforms;

import org.jspecify.annotations.NullMarked;
