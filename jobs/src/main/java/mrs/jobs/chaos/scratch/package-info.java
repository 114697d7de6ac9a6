/**
 * Where faults are allowed: a folder that was made for them. Nothing here can be aimed at a path
 * outside one.
 */
@NullMarked
package mrs.jobs.chaos.scratch;

import org.jspecify.annotations.NullMarked;
