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
 * <p>Where at least half of the stores have reported and none of them sold anything, the day is one
 * find of the whole region, if that is rare enough as a negative binomial count of lots of c units,
 * the k stores' days being independent:
 *
 * <pre>
 * rarity = r log10(1 + Σ μ' / (c r))        r = Σ 1 / max(0.1, τ²) over these stores
 * </pre>
 *
 * <p>From 2 on nothing else is judged or learnt that day.
 *
 * <p>Where nobody tells of stock-outs, zeros may be silent ones: if in the first 28 days two days
 * without a sale follow one another n times, e times by chance given how many each series has, and
 * n &gt; 1.3 e + 4 √e. Then a zero is one if it would come by chance on fewer than one in five
 * days,
 *
 * <pre>
 * φ^(−m / (φ − 1)) &lt; .2                     m = mean, φ = dispersion of a cell, in steps of units
 * </pre>
 *
 * <p>and is judged as part of a run of zeros alone; of m teach the other days only. Not so where
 * most such series of the store sell nothing, nor after two weeks.
 *
 * <p>Every statistic g has a tail: the 95 % quantile q of its fading recent values and the mean
 * excess m beyond it, an exponential with its largest excesses censored (peaks over a threshold,
 * Pickands 1975). All tests speak one currency, the score: −log10 of the false alarms a day that a
 * test by itself expects; ranking by it is the order of Benjamini and Hochberg (1995):
 *
 * <pre>
 * rarity(g) = 1.30 + (g − q) / (m ln 10)         up to q the share of values as large, −log10
 * score = min(8, rarity − log10 tests a day)     of a group
 * </pre>
 *
 * <p>Of a shift of the level the score is 0.4 more, of a run of zeros 0.4 less and at most 0.3
 * above the test's record of late. A store or SKU that was found yesterday keeps at least 0.8 of
 * yesterday's score while z has the same sign and |z| &gt; 1.5.
 *
 * <p>Severity is what has become of scores in the region. N(x), the events of all tests together
 * that came up to score x, each counted once at its highest, fades over 100 days; groups and single
 * series apart. From the score x₀ that one event a day comes up to, an exponential is fitted over
 * 1.5 (of series 4), what lies beyond being cut off, with a belief of 20 events in scores as they
 * are. So with slope λ and n events
 *
 * <pre>
 * severity(x) = n ln(1 + λ (x − x₀) / n) / ln 10 − log10 N(x₀) a day − log10 2
 * </pre>
 *
 * <p>which is −log10 of the events a day foretold (Lomax 1954). Of missing days, whose bound holds
 * whatever the region shows, the severity is the score. It is reported from −0.5 on. Of the groups
 * that a series is found in the one of most severity stands, and stretches are only taken over from
 * a group of severity 1 or more.
 *
 * <p>Priority orders lists, and is a cell's: of the cells of a group, those that led yesterday
 * first and then by excess, 27 % lead and the others follow, and the units that each is off by
 * count in,
 *
 * <pre>
 * leads     x + k e                              e = log10(1 + excess / units of a typical cell)
 * follows   min(0.35 x, 0.4) + 0.8 k e           k = 2, of shifts, cells, zeros 0.8
 * </pre>
 *
 * <p>where those that follow with no more than 0.3 are left out; of cells x is the score less 3, of
 * runs of single series less 0.4. Zeros with a known stock-out are a loss and no surprise: their
 * severity is min(0.7, 0.5 e), and their priority
 *
 * <pre>
 * max(min(0.7, 0.5 e), min(rarity(4 e), seen + 0.3) − log10 n − 0.4 + e)
 * </pre>
 *
 * <p>by the tail of 4 e of such zeros, n of today, of which 10^−seen have lost as much of late. The
 * heuristic's cells have their score as it is.
 *
 * <p>The other tests: stores and SKUs by |z| of a day and of two; runs of zeros by Σ −log10 p0 over
 * the run, p0 = (zeros + 8 rate) / (days + 8), summed over a store group as max + 0.6 of the rest;
 * shifts of the level by a CUSUM (Page 1954), g ← max(0, g ± clip(x'/σ, ±3) − 0.4), x' = x − D_s −
 * D_p; stores that count twice by a CUSUM of the evidence in their n even and n' odd cells, for
 * each share q of cells that may be counted twice, e being the share that is even anyway; missing
 * days by the bound of Chernoff (1952), n KL(share absent ‖ usual share) / ln 10; every cell that
 * sold anything as a count, gamma distributed with its mean and the dispersion of cells of its
 * size, and those of SKUs that few stores sell by |x'|/σ. Where fewer than 5 units are expected of
 * a store or SKU it is no rarer than its count is.
 *
 * <pre>
 * C_q ← max(0, C_q + n ln(1 − q + .98 q/e) + n' ln(1 − q + .02 q/(1 − e)))       q = .3, .6, .95
 * rarity = (max C_q − ln 3) / ln 10             of the sums that rise today; 0 where d &lt; .1
 * </pre>
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
