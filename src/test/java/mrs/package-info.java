/** Tests, in the packages of what they test; here what they share. */
@NullMarked
package mrs;

import org.jspecify.annotations.NullMarked;
