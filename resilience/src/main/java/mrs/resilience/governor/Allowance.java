package mrs.resilience.governor;

import java.util.OptionalLong;

/**
 * What may be sent now.
 *
 * @param live how many of the live records
 * @param backlog how many of those that had to wait
 * @param again when to ask for the rest, by the ticker; empty if there is none
 */
public record Allowance(int live, int backlog, OptionalLong again) {}
