package mrs.jobs.demo;

/**
 * Something that the demo's script makes happen and the system has to see.
 *
 * @param what it is, as a sentence
 * @param held whether the system saw it
 * @param seen what it saw, in figures
 */
public record Expectation(String what, boolean held, String seen) {}
