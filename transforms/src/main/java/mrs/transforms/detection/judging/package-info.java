/**
 * Judges a region day by day, by the model or by the heuristic that stands in for it, and merges
 * what is found into reports. Plain Java: the same cells give the same reports, bit by bit, however
 * the region is shared out.
 */
@NullMarked
package mrs.transforms.detection.judging;

import org.jspecify.annotations.NullMarked;
