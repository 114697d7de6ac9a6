/**
 * What judging a region carries from one day to the next, and its stored form. Nothing here decides
 * what is usual or what deviates.
 */
@NullMarked
package mrs.transforms.detection.model;

import org.jspecify.annotations.NullMarked;
