/**
 * The tests, one class each, that find what does not fit on a day, and what priority the cells of a
 * group that was found have.
 */
@NullMarked
package mrs.transforms.detection.judging.rules;

import org.jspecify.annotations.NullMarked;
