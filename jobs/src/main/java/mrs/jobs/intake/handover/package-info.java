/**
 * The way from the spool into the feed folder: deliveries are put together in hidden files there
 * and get their names when they are whole.
 */
@NullMarked
package mrs.jobs.intake.handover;

import org.jspecify.annotations.NullMarked;
