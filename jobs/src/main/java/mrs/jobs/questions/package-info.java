/** Brings a warehouse's tables to the reading side: no Spark session is opened for a question. */
@NullMarked
package mrs.jobs.questions;

import org.jspecify.annotations.NullMarked;
