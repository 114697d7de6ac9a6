/**
 * A cache whose content outlasts the process, and which goes on in memory while its disk is broken.
 * What it gives is what was put under that key and has not expired; that it gives anything is not
 * promised.
 */
@NullMarked
package mrs.resilience.cache;

import org.jspecify.annotations.NullMarked;
