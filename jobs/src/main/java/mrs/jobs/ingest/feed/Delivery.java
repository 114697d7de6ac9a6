package mrs.jobs.ingest.feed;

import java.io.Serializable;

/** A file that is to be brought in, with the number it was given. */
public record Delivery(long ingestSeq, FeedFile file, Identity identity) implements Serializable {}
