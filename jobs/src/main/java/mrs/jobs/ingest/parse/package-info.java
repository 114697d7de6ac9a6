/**
 * Strict, streaming readers of delivered files: bytes to records, records to typed rows or dead
 * letters. Plain Java, one file at a time, with bounded memory; what runs it on a cluster lies
 * outside.
 */
@NullMarked
package mrs.jobs.ingest.parse;

import org.jspecify.annotations.NullMarked;
