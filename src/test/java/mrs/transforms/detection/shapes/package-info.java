/** Kinds of retailer, each with what must and what must not be reported of it. */
@NullMarked
package mrs.transforms.detection.shapes;

import org.jspecify.annotations.NullMarked;
