/**
 * Ingest: pending deliveries of a feed folder into the input tables, with their dead letters, their
 * quality and their books.
 */
@NullMarked
package mrs.jobs.ingest;

import org.jspecify.annotations.NullMarked;
