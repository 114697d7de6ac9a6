/** Tests of detection, on small synthetic regions. */
@NullMarked
package mrs.transforms.detection;

import org.jspecify.annotations.NullMarked;
