package mrs.jobs.ingest.feed;

import java.io.Serializable;

/**
 * What a delivery is known by, whatever it is called.
 *
 * @param sha256 SHA-256 (hex) of its decompressed bytes (Parquet: of the file's bytes); of what
 *     could be decompressed where it is truncated; of the file's own bytes, or failing that of its
 *     name, where nothing could
 * @param problem what is wrong with the file as a whole; empty if it is WHOLE
 */
public record Identity(String sha256, Integrity integrity, String problem)
    implements Serializable {}
