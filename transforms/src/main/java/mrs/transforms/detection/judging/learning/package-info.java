/**
 * How the model learns: the first fit from the warm-up, then a little from each day that was
 * judged.
 */
@NullMarked
package mrs.transforms.detection.judging.learning;

import org.jspecify.annotations.NullMarked;
