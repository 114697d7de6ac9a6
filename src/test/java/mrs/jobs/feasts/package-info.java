/** The feasts of countries and their regions. */
@NullMarked
package mrs.jobs.feasts;

import org.jspecify.annotations.NullMarked;
