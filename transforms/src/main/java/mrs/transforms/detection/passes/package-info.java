/**
 * How tasks that share a region work together: pass by pass, each says what its own series show and
 * goes on from what all said. What they say comes together to the same bits, however the stores are
 * shared out.
 */
@NullMarked
package mrs.transforms.detection.passes;

import org.jspecify.annotations.NullMarked;
