package mrs.contracts;

import java.util.List;
import java.util.Optional;

/**
 * {@code calendar} (optional): the feasts of the retailer's regions, from a library. They are known
 * in advance, so a run reads them whenever they were written, up to its last number.
 *
 * <p>The feasts of a region and a year are written together, and those that were written last
 * stand: what a newer version of the library does not have any more is gone. A year of which
 * nothing stands is not covered.
 */
public final class FeastCalendar {
  /** Stands for the regions that have no place of their own. */
  public static final String OTHER_REGIONS = "default";

  /** The region, as stores name it, or {@link #OTHER_REGIONS}. */
  public static final Field REGION =
      Field.string("region", "The region as stores name it; default = all that are not named.")
          .required();

  /** A day on which the feast is kept. */
  public static final Field DAY =
      Field.date("day", "A day on which it is kept; two where it is moved from a weekend.")
          .required();

  /** The library's key of the feast: the same in every year. */
  public static final Field FEAST =
      Field.string("feast", "Key of the feast, the same in every year.").required();

  /** What it is called. */
  public static final Field FEAST_NAME =
      Field.string("feast_name", "What it is called, in English.").required();

  /** The country, or the region of one, whose feasts these are. */
  public static final Field PLACE =
      Field.string("place", "The country or its region that was configured, such as DE-BY.")
          .required();

  /** The version of the library. */
  public static final Field LIBRARY_VERSION =
      Field.string("library_version", "Version of the library that told of it.").required();

  /** Number of the writing; increasing. What was written together has one. */
  public static final Field INGEST_SEQ =
      SourceColumns.INGEST_SEQ.saying(
          "Number of the writing; of a region and a year the greatest stands.");

  /** The table. */
  public static final Table TABLE =
      new Table(
          "calendar",
          Table.Kind.INPUT,
          "The feasts of the regions, known in advance; written by the edge from a library.",
          List.of(
              REGION,
              DAY,
              FEAST,
              FEAST_NAME,
              PLACE,
              LIBRARY_VERSION,
              INGEST_SEQ,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH),
          List.of(REGION, DAY, FEAST, INGEST_SEQ),
          Optional.empty());

  private FeastCalendar() {}
}
