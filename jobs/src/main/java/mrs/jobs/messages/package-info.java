/**
 * What the program says to people: problems with their remedy, failures told apart and in one line,
 * progress, and text from elsewhere made safe to show. Every other room may use it; it uses none of
 * them.
 */
@NullMarked
package mrs.jobs.messages;

import org.jspecify.annotations.NullMarked;
