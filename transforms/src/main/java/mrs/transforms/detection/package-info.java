/**
 * Finds sales that do not fit, region by region and day by day. Here is what speaks Spark: it plans
 * which regions are judged from which day, brings all that is known of a region together, hands it
 * to {@code judging} and gives rows back. All else is plain Java in rooms of their own, whose
 * imports point one way:
 *
 * <pre>
 * series ← passes, reports ← model ← judging.day ← judging.learning, judging.rules ← judging ← here
 * </pre>
 *
 * <p>Nothing outside imports a room: the way in is {@code DetectDeviations}.
 */
@NullMarked
package mrs.transforms.detection;

import org.jspecify.annotations.NullMarked;
