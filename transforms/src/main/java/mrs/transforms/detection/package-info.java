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
 *
 * <h2>The model</h2>
 *
 * <p>Of a series i, which is a SKU p in a store s, on a day t with y units:
 *
 * <pre>
 * u = ln(y + a)                       a = max(quantum, 0.3 mean of y)
 * u = 2 ln a − ln(a − y)              where y &lt; 0: more was returned than sold
 * b = l + promotion + S_s + S_p       level; region's + SKU's effect where promoted; slow effects,
 *                                     S_s with what the weekday adds to the store
 * R = β median(u − b) + (1 − β) W     the region's day; W what the weekday usually shows
 * β = n / (n + 4)                     n = (Σ c)² / Σ c², c the comparable cells of each store
 * x = u − b − R                       variance v = σ²;  expected units μ = max(0, exp(b + R) − a)
 * </pre>
 *
 * <p>Pooled, a day's effect d has a standard error se and a natural variance τ²; its statistic z
 * and the share of it that is believed, D, are those of a random effect (empirical Bayes shrinkage,
 * Efron and Morris 1973):
 *
 * <pre>
 * store  d = Σ w clip(x − D_p, ±3σ) / Σ w − β median over stores    w = 1/v    se² = 1/Σ w
 * SKU    d = interquartile mean over stores of (x − D_s)                       se² = 1.2/Σ w
 * units  d = ln((Σ y + c) / (Σ μ' + c)) − slow effect               se² = c / (Σ μ' + c)
 * z = d / √(se² + τ²)                 D = d τ² / (τ² + se²)
 * two days: (z + z') / √2 where z and yesterday's z' have one sign
 * </pre>
 *
 * <p>c is the dispersion of single cells and μ' the series' mean with its promotion and the
 * region's day. D_p is 0 in the first of two store passes, which stand around the one over SKUs.
 *
 * <p>What a weekday adds to a store beside what it adds to the region, of M, the fading mean of
 * what such days showed of the store (d before P is taken off), W, the sum of 1/(τ² + se²) of these
 * days, and M̄, the mean of M over the weekdays:
 *
 * <pre>
 * P = (M − M̄) π² / (π² + 1/W)         of logarithms and of units, in S_s and in μ'
 * π² = (g e + 4 π²_region) / (g f + 4)        e = Σ over weekdays (M − M̄)² − (f/(f + 1)) Σ 1/W
 * π²_region = (Σ g e + 6 · .01) / (Σ g f + 6)   f = weekdays − 1; g = (.01 / (.01 + mean 1/W))²
 * </pre>
 *
 * <p>A store that is alone teaches no profile: what it shows is the region's weekday.
 *
 * <p>On a weekday on which a store does not open nothing is expected of it, whether it sends zeros
 * or nothing: of the last six it opened on one at most and not on three at least. Such days are
 * left out before anything is fitted, judged or learnt.
 *
 * <p>Every statistic g has a tail: the 95 % quantile q of its fading recent values and the mean
 * excess m beyond it, an exponential with its largest excesses censored (peaks over a threshold,
 * Pickands 1975). All tests speak one currency, −log10 of the false alarms expected a day; ranking
 * by it is the order of Benjamini and Hochberg (1995):
 *
 * <pre>
 * rarity(g) = 1.30 + (g − q) / (m ln 10)         1.30 g / q up to q
 * S = min(8, rarity − log10 tests a day)         of a group; reported from S &gt; 0.5
 * </pre>
 *
 * <p>Of a shift of the level S is 0.4 more, of a run of zeros 0.4 less and at most 0.3 above the
 * test's record of late. A store or SKU that was found yesterday keeps at least 0.8 of yesterday's
 * S while z has the same sign and |z| &gt; 1.5. A report has the greatest S of its groups, and a
 * priority, which is a cell's: of the cells of a group, the largest excess first, 27 % lead and the
 * others follow, and the units that each is off by count in,
 *
 * <pre>
 * leads     S + k e                              e = log10(1 + excess / units of a typical cell)
 * follows   min(0.35 S, 0.8) + 0.8 k e           k = 2, of a shift 0.8
 * </pre>
 *
 * <p>which is reported from 0.5 on as well: those that follow may drop out of a group that is
 * reported. Zeros with a known stock-out have min(0.7, 0.5 e), the heuristic's cells S as it is.
 *
 * <p>The tests: stores and SKUs by |z| of a day and of two; runs of zeros by Σ −log10 p0 over the
 * run, p0 = (zeros + 8 rate) / (days + 8), summed over a store group as max + 0.6 of the rest;
 * shifts of the level by a CUSUM (Page 1954), g ← max(0, g ± clip(x'/σ, ±3) − 0.4), x' = x − D_s −
 * D_p; missing days by the bound of Chernoff (1952), n KL(share absent ‖ usual share) / ln 10;
 * cells by |x'|/σ.
 *
 * <p>Each day teaches, in clipped steps, once it is judged:
 *
 * <pre>
 * l  += 0.05 clip(x', ±2σ)                       × 0.3 where |z_p| &gt; 4
 * v  += 0.02 (1.05 clip(x', ±2σ)² − v)
 * S_k += step clip(D_k, ±1.5 τ)                  step 0.08 of stores, 0.12 of SKUs
 * τ² += 0.03 (min(d², 9 (τ² + se²)) − se² − τ²)
 * M  += w clip(d + P − M, ±3 √(τ² + se²)) / W         w = 1/(τ² + se²), W ← 0.85 W + w
 * </pre>
 *
 * <p>Where such a day of the week before was more than 2 √(τ² + se²) off on the same side as well,
 * M is taken for outdated: it learns the lesser of the two in full, and W ← 0.3 W + w.
 *
 * <p>The first fit, from 28 days: four rounds of l = median(u − R − promotion), R = median(u − l −
 * promotion) and promotion = mean contrast within series; then v = (Σ clip(x, ±1.5)² + 15 v_region)
 * / (n + 15) and τ² = (Σ (d² − se²) + 20 τ²_region) / (n + 20), of stores with d beside P, M being
 * the median of each weekday.
 *
 * <h2>Where the numbers come from</h2>
 *
 * <p>Beside each constant stands its source. <i>Study</i>: a prototype of this model, measured on
 * made feeds of three cities with five seeds each and checked on cities that it was not tuned on.
 * Where the value is another one now, that is said; what moved it was not written down. <i>Chosen,
 * not fitted</i>: nothing was measured. None was fitted to the sales of a real retailer.
 */
@NullMarked
package mrs.transforms.detection;

import org.jspecify.annotations.NullMarked;
