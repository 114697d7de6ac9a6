package mrs.jobs.feasts;

import java.util.List;

/** Knows the feasts of places. The same place and year have the same feasts in one version. */
public interface FeastLibrary {
  /** Its version. */
  String version();

  /**
   * The feasts of a year, by day and then by key; none twice.
   *
   * @param place such as {@code DE}, or {@code DE-BY} for a region, or a region of that
   * @throws mrs.jobs.messages.Problem if the library does not know the place, with those it knows
   */
  List<Feast> feasts(String place, int year);
}
