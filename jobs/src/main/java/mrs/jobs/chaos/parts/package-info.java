/** The parts that outlast a process, each with its files damaged in a scratch folder. */
@NullMarked
package mrs.jobs.chaos.parts;

import org.jspecify.annotations.NullMarked;
