/**
 * What did not come in, as people look at it: dead letters, and deliveries that failed as a whole.
 */
@NullMarked
package mrs.jobs.deadletters;

import org.jspecify.annotations.NullMarked;
