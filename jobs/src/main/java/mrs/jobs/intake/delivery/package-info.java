/**
 * What is pushed to the intake, in words: feeds, names, contents, and the records in which a
 * delivery waits in the spool.
 */
@NullMarked
package mrs.jobs.intake.delivery;

import org.jspecify.annotations.NullMarked;
