/**
 * Deliveries that are pushed over HTTP: on the disk before they are acknowledged, and in the feed
 * folder once, whatever happens in between. Knows no Spark.
 */
@NullMarked
package mrs.jobs.intake;

import org.jspecify.annotations.NullMarked;
