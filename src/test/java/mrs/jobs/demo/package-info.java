/** Tests of the demo. */
@NullMarked
package mrs.jobs.demo;

import org.jspecify.annotations.NullMarked;
