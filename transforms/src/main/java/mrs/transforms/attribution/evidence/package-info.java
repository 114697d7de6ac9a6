/**
 * What speaks for which cause: facts of a group of reports, one {@code Witness} a kind of evidence,
 * and the weighing of their testimonies. Plain Java, no Spark.
 *
 * <h2>Where the figures come from</h2>
 *
 * <p>From a study of causes on labelled sales, as rules whose order it fitted: a missing store is
 * an error of the data; a store above 1.3 times what is expected, or with mostly even values, too;
 * a store below .67 too, unless it was its wettest day; a SKU that rises is talked of, or comes in
 * multiples of a pack (6, 10, 12), or has a promotion that started within a day, or one that runs
 * and a factor below 3; a SKU that falls is out of stock where more than half of it are zeros, and
 * an error below .35; a run of zeros is a stock-out. These thresholds stand in the witnesses.
 *
 * <p>Chosen, not fitted: all weights (how strongly a testimony speaks, and that of {@code
 * unknown}), which only put the study's rules in their order where several apply; the packs of 8
 * and 24; what counts as unlikely by chance (1 % for even values, .1 % for a pack, of which more
 * are tried); the ranks of weather (.95 extreme, .90 strong, from 20 known days on, in place of the
 * study's .98); that three series are the least to speak of a scope, and five stores of word of
 * mouth.
 *
 * <p>A weight is no probability and is never shown as one: how often what the witnesses said
 * together was right is counted, on labelled sales and by what people decide ({@code
 * mrs.transforms.attribution.Calibration}), and that is the report's confidence.
 */
@NullMarked
package mrs.transforms.attribution.evidence;

import org.jspecify.annotations.NullMarked;
