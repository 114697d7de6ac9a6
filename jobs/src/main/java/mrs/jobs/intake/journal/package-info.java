/**
 * What the intake remembers beside its spool: which deliveries it took, and what others have to be
 * told of. Both are files of JSON lines that outlast a power cut.
 */
@NullMarked
package mrs.jobs.intake.journal;

import org.jspecify.annotations.NullMarked;
