package mrs.jobs.why;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.Method;
import mrs.contracts.OptionalInput;
import mrs.contracts.ReportStatus;
import mrs.contracts.Table;
import mrs.contracts.TestKind;
import mrs.contracts.Words;
import org.jspecify.annotations.Nullable;

/** The words of the vocabularies and the codes of degradation, spelt out. */
final class Glossary {
  /** Those that tell an event and its severity. */
  private static final Set<OptionalInput> SAY_HOW_RARE =
      Set.of(OptionalInput.MRCH, OptionalInput.MELOG);

  private static final double DAYS_A_YEAR = 365.25;

  /** More says nothing: no tail is known so far out. */
  private static final int MOST_YEARS = 100;

  private Glossary() {}

  static String test(String word) {
    return Words.find(TestKind.class, word)
        .map(
            test ->
                switch (test) {
                  case MISSING -> "the store did not report though it was due";
                  case STORE_DAY -> "the store's SKUs on a day, taken together";
                  case SKU_DAY -> "the SKU's stores on a day, taken together";
                  case REGION_DAY -> "no store of the region sold anything though it was due";
                  case ZERO_RUN -> "days without a sale, one after the other, where sales were due";
                  case LEVEL_SHIFT -> "the series moved to another level";
                  case CELL -> "this store and SKU by themselves";
                })
        .orElse(word);
  }

  /**
   * What a test sets the days of a report beside.
   *
   * @param others how many other stores or SKUs there were; null where that is not known
   */
  static String comparison(String word, @Nullable Integer others) {
    return Words.find(TestKind.class, word)
        .map(
            test ->
                switch (test) {
                  case MISSING -> "how seldom this store leaves out what it left out now";
                  case STORE_DAY -> beside(others, "store");
                  case SKU_DAY -> beside(others, "SKU");
                  case REGION_DAY -> "what the region's stores sell on other days, all together";
                  case ZERO_RUN ->
                      "how often this SKU, and those that sell as much, go a day without a sale";
                  case LEVEL_SHIFT ->
                      "its own days before, without what its store and its SKU showed elsewhere";
                  case CELL ->
                      "its own days before, and with what its store and its SKU showed that day";
                })
        .orElse("what was usual");
  }

  private static String beside(@Nullable Integer others, String kind) {
    if (others != null && others == 0) {
      return "its own days before alone: its region has no other " + kind + " to set it beside";
    }
    String which =
        others == null
            ? "the other " + kind + "s"
            : others == 1 ? "the other " + kind : "the " + others + " other " + kind + "s";
    return which + " of its region on the same day, and with its own days before";
  }

  /** The figure that made the test speak, in the test's own unit. */
  static String statistic(String test, double value) {
    String size = Figures.of(Math.abs(value));
    return Words.find(TestKind.class, test)
        .map(
            known ->
                switch (known) {
                  case ZERO_RUN, REGION_DAY -> "by chance once in 10^" + size + " times";
                  case LEVEL_SHIFT -> "deviations of its days beyond chance add up to " + size;
                  case MISSING, STORE_DAY, SKU_DAY, CELL -> Figures.of(value) + " deviations";
                })
        .orElse(Figures.of(value));
  }

  /** How often an event of this severity comes by chance in a region. */
  static String rarity(double severity) {
    double aYear = DAYS_A_YEAR * StrictMath.pow(10, -severity);
    if (aYear >= 1) {
      return "about " + Math.round(aYear) + " such events a year by chance";
    }
    return 1 / aYear > MOST_YEARS
        ? "less than one such event in " + MOST_YEARS + " years by chance"
        : "about one such event in " + Math.round(1 / aYear) + " years by chance";
  }

  static String method(String word) {
    return Words.find(Method.class, word)
        .map(
            method ->
                switch (method) {
                  case BASELINE_MODEL -> "from the stored baseline model";
                  case DEVIATION_HEURISTIC ->
                      "from the series' own trailing days, as the baseline model was down";
                })
        .orElse(word);
  }

  /** What a code of {@code degraded_reasons} means and costs. */
  static String code(String code) {
    if (code.equals(ReportStatus.RESTATED_PENDING)) {
      return "its sales were restated and it has not been judged again since";
    }
    return Arrays.stream(OptionalInput.values())
        .filter(i -> i.downCode().equals(code))
        .findFirst()
        .map(Glossary::down)
        .or(() -> drift(code))
        .orElse("no explanation is known for this code");
  }

  private static String down(OptionalInput input) {
    String what =
        input.table().name()
            + (input.emptyIsDown() ? " was down or had nothing on it" : " was down");
    String nulls = input.nulls().stream().map(Field::name).collect(Collectors.joining(", "));
    return what
        + (nulls.isEmpty() ? ": judged without it" : ": NULL for that are " + nulls)
        + (SAY_HOW_RARE.contains(input) ? ", and the severity is the report's own" : "");
  }

  private static Optional<String> drift(String code) {
    for (Table table : Catalogue.ALL) {
      for (Field field : table.fields()) {
        if (OptionalInput.driftCode(table, field).equals(code)) {
          return Optional.of(
              table.name() + " came without its column " + field.name() + ": it counts as NULL");
        }
      }
    }
    return Optional.empty();
  }
}
