/**
 * Finds sales that do not fit, region by region and day by day. The engine ({@code JudgeRegion}) is
 * plain Java and knows no Spark; {@code DetectDeviations} feeds it. Tasks that share a region talk
 * in passes ({@code Pass}, {@code Tally}).
 */
@NullMarked
package mrs.transforms.detection;

import org.jspecify.annotations.NullMarked;
