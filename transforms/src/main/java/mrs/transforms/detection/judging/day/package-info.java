/**
 * A day seen through what is known before it: what was expected of each cell, how far each is from
 * that, and what stores and SKUs show together.
 */
@NullMarked
package mrs.transforms.detection.judging.day;

import org.jspecify.annotations.NullMarked;
