/** The intake over HTTP: the routes, who may use them, and what an operator can ask it. */
@NullMarked
package mrs.jobs.intake.http;

import org.jspecify.annotations.NullMarked;
