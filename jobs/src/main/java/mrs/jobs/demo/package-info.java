/**
 * The demo: a small retailer of our own, played night by night, and what the system has to find in
 * it.
 */
@NullMarked
package mrs.jobs.demo;

import org.jspecify.annotations.NullMarked;
