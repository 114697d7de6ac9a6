/**
 * What there is of a region before anything is made of it: series, their cells day by day, and who
 * belongs together. Days are days since 1970-01-01. Plain Java; the rooms beside it build on this
 * one, and it on none of them.
 */
@NullMarked
package mrs.transforms.detection.series;

import org.jspecify.annotations.NullMarked;
