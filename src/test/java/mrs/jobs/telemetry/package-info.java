/** Tests of what is measured and of how it gets out. */
@NullMarked
package mrs.jobs.telemetry;

import org.jspecify.annotations.NullMarked;
