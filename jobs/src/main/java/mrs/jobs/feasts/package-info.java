/**
 * The feasts of countries and their regions, from Jollyday; the one room that knows that library.
 * Its calendars are XML files, which this room reads by itself: with the readers that come with the
 * library would come a newer Jackson than Spark's, or another JAXB.
 */
@NullMarked
package mrs.jobs.feasts;

import org.jspecify.annotations.NullMarked;
