/**
 * The tests, one class each, that find what does not fit on a day, and how a group that was found
 * hands its severity to its cells.
 */
@NullMarked
package mrs.transforms.detection.judging.rules;

import org.jspecify.annotations.NullMarked;
