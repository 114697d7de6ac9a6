/**
 * Strict, streaming readers of delivered files: bytes to records, whose cells are as the format
 * gave them, or to what is wrong with the file or the record. Plain Java, one file at a time, with
 * bounded memory.
 */
@NullMarked
package mrs.jobs.ingest.read;

import org.jspecify.annotations.NullMarked;
