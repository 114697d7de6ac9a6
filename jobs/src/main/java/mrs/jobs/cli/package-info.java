/** The command line: one class a command. */
@NullMarked
package mrs.jobs.cli;

import org.jspecify.annotations.NullMarked;
