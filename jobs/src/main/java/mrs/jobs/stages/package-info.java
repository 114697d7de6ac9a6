/** One class a stage: which inputs it reads, which transform it applies, what it writes where. */
@NullMarked
package mrs.jobs.stages;

import org.jspecify.annotations.NullMarked;
