/**
 * The files of a spool: records one after the other in segments, each with the checksum by which it
 * is known again. What is written here is durable once it is synced; what is read here is what was
 * written, or it is not read.
 */
@NullMarked
package mrs.resilience.spool.segment;

import org.jspecify.annotations.NullMarked;
