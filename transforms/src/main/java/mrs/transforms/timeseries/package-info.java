/** The time series stage: sales as delivered to the regular grid of cells. */
@NullMarked
package mrs.transforms.timeseries;

import org.jspecify.annotations.NullMarked;
