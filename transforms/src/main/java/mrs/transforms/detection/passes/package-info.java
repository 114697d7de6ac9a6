/**
 * How tasks that share a region work together, pass by pass: each contributes a message of what its
 * own series show, these are merged, and each receives what all contributed and goes on from it.
 * They merge to the same bits, however the stores are shared out.
 */
@NullMarked
package mrs.transforms.detection.passes;

import org.jspecify.annotations.NullMarked;
