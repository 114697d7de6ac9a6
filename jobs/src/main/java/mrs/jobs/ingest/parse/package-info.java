/**
 * Records to typed rows of the contract or dead letters, column by column, with what is remarkable
 * about them. Plain Java, one delivery at a time, with bounded memory; what runs it on a cluster
 * lies outside.
 */
@NullMarked
package mrs.jobs.ingest.parse;

import org.jspecify.annotations.NullMarked;
