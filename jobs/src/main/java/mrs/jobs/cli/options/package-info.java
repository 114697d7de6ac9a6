/**
 * What commands take and how they answer: the options that several of them share, what an option's
 * value means, tables and JSON, exit codes.
 */
@NullMarked
package mrs.jobs.cli.options;

import org.jspecify.annotations.NullMarked;
