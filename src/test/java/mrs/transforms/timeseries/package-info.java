/** Tests of the time series stage. */
@NullMarked
package mrs.transforms.timeseries;

import org.jspecify.annotations.NullMarked;
