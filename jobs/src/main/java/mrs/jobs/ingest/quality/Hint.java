package mrs.jobs.ingest.quality;

/**
 * What a feed's owner should know, though nothing is wrong with what was delivered.
 *
 * @param line what it is and what to do about it
 * @param needsLook whether the ingest ends with exit code 2 for it: where a setting contradicts
 *     what the feed sends, which is mended once. Where the feed cannot tell more than it does it
 *     would be so every night, and it is only told
 */
public record Hint(String line, boolean needsLook) {}
