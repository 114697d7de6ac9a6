/**
 * Commands that people gave while another process wrote to the warehouse: kept on the disk in the
 * order in which they were given, until {@code mrs flush} or the process that had the warehouse
 * carries them out.
 */
@NullMarked
package mrs.jobs.queue;

import org.jspecify.annotations.NullMarked;
