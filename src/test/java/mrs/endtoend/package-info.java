/**
 * The whole system on a tiny retailer: real files, real tables, all stages. The nights are played
 * once a JVM; tests read them, or work on a copy.
 */
@NullMarked
package mrs.endtoend;

import org.jspecify.annotations.NullMarked;
