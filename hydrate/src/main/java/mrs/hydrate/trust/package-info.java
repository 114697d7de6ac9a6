/**
 * How far a hydrated report is to be trusted when one looks: the formula in plain Java, and its
 * columns in the views.
 */
@NullMarked
package mrs.hydrate.trust;

import org.jspecify.annotations.NullMarked;
