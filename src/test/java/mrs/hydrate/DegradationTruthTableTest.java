package mrs.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.OptionalInput;
import mrs.contracts.ReportStatus;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Availability;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every subset of the logs that hydration can do without is down once: 256 hydrations of four
 * reports. Each report must have one valid row with exactly the right codes and status, and no
 * column may be NULL that the missing logs do not give.
 */
class DegradationTruthTableTest extends SparkTest {
  private static final List<Contributor> OPTIONAL =
      Stream.of(Contributor.values()).filter(c -> c.input().isPresent()).toList();

  /** Reports that every log knows, and one that only detection does. */
  private static final Set<String> REPORTS = Set.of("open", "decided", "ended", "bare");

  /** Planning and generating code is all the cost here, so neither is done twice. */
  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.shuffle.partitions", "1");

  private static final Map<String, Optional<String>> USUAL = new HashMap<>();

  @BeforeAll
  static void interpret() {
    INTERPRETED.forEach(
        (key, value) -> {
          USUAL.put(key, Optional.ofNullable(spark.conf().getOption(key).getOrElse(() -> null)));
          spark.conf().set(key, value);
        });
  }

  @AfterAll
  static void generateAgain() {
    USUAL.forEach(
        (key, value) ->
            value.ifPresentOrElse(v -> spark.conf().set(key, v), () -> spark.conf().unset(key)));
  }

  @Test
  void everySubsetOfLogsDownGivesValidRowsWithExactlyTheRightCodes() {
    Map<String, Row> whole = hydrate(Set.of());
    List<String> wrong = subsets().parallelStream().flatMap(d -> problems(d, whole)).toList();
    assertThat(wrong).isEmpty();
  }

  private static Stream<String> problems(Set<Contributor> down, Map<String, Row> whole) {
    Map<String, Row> rows = hydrate(down);
    if (!rows.keySet().equals(REPORTS)) {
      return Stream.of(down + ": rows of " + rows.keySet());
    }
    return REPORTS.stream()
        .flatMap(
            id ->
                problems(id, rows.get(id), whole.get(id), down).stream()
                    .map(p -> down + " " + id + p));
  }

  private static List<String> problems(String id, Row row, Row whole, Set<Contributor> down) {
    List<String> problems = new ArrayList<>();
    Set<String> codes = codes(id, down);
    Set<String> found = new TreeSet<>(row.<String>getList(at(row, LogColumns.DEGRADED_REASONS)));
    if (!found.equals(codes)
        || row.getBoolean(at(row, LogColumns.IS_DEGRADED)) == codes.isEmpty()) {
      problems.add(": codes " + found + " instead of " + codes);
    }
    String status = row.getString(at(row, ReportStatus.FIELD));
    if (!status.equals(status(id, down, codes))) {
      problems.add(": status " + status + " instead of " + status(id, down, codes));
    }
    Set<Field> mayBeNull = mayBeNull(id, down);
    for (Field field : MinorityReports.TABLE.fields()) {
      boolean lost = row.isNullAt(at(row, field)) && !whole.isNullAt(at(whole, field));
      if (lost && !mayBeNull.contains(field)) {
        problems.add(": " + field.name() + " is NULL");
      }
      if (id.equals("open") && mayBeNull.contains(field) && !row.isNullAt(at(row, field))) {
        problems.add(": " + field.name() + " has a value from nowhere");
      }
      if (!field.nullable() && row.isNullAt(at(row, field))) {
        problems.add(": required " + field.name() + " is NULL");
      }
    }
    return problems;
  }

  /** A log that is down has its code; one that is up and has no row for the report has it too. */
  private static Set<String> codes(String id, Set<Contributor> down) {
    Set<String> codes =
        down.stream()
            .map(c -> c.input().orElseThrow().downCode())
            .collect(Collectors.toCollection(TreeSet::new));
    if (id.equals("bare")) {
      codes.addAll(List.of("MRCL_down", "MRPAL_down", "MRCH_down"));
    }
    return codes;
  }

  private static String status(String id, Set<Contributor> down, Set<String> codes) {
    boolean event = !down.contains(Contributor.MRCH) && !down.contains(Contributor.MEEL);
    boolean decision = !down.contains(Contributor.UEL) || !down.contains(Contributor.MRFL);
    if (id.equals("ended") && event) {
      return "ended";
    } else if (id.equals("decided") && decision) {
      return "accepted";
    }
    Map<String, String> stages =
        Map.of(
            "MRCL_down", "clustering",
            "MRPAL_down", "attribution",
            "MRCH_down", "cohorting",
            "MELOG_down", "cohorting",
            "MEEL_down", "cohorting",
            "MRFL_down", "finalisation",
            "UEL_down", "finalisation",
            "UMEEL_down", "finalisation");
    return Stream.of("clustering", "attribution", "cohorting", "finalisation")
        .flatMap(
            stage ->
                codes.stream()
                    .filter(code -> stages.get(code).equals(stage))
                    .map(code -> stage + "_degraded_" + code))
        .findFirst()
        .orElse("open");
  }

  private static Set<Field> mayBeNull(String id, Set<Contributor> down) {
    Set<Field> fields =
        down.stream()
            .map(c -> c.input().orElseThrow().nulls())
            .flatMap(Collection::stream)
            .map(DegradationTruthTableTest::inTable)
            .collect(Collectors.toSet());
    if (down.contains(Contributor.MRCL)) {
      fields.add(FieldGroup.CLUSTER.sourceUsed());
    }
    if (down.contains(Contributor.MRPAL)) {
      fields.add(FieldGroup.ATTRIBUTION.sourceUsed());
    }
    if (down.contains(Contributor.MRCH)) {
      fields.add(FieldGroup.EVENT.sourceUsed());
    }
    if (id.equals("decided") && down.containsAll(Set.of(Contributor.UEL, Contributor.MRFL))) {
      FieldGroup.FINAL.fields().stream()
          .map(DegradationTruthTableTest::inTable)
          .forEach(fields::add);
      fields.add(FieldGroup.FINAL.sourceUsed());
    }
    return fields;
  }

  private static Field inTable(Field field) {
    return MinorityReports.TABLE.field(field.name()).orElseThrow();
  }

  private static int at(Row row, Field field) {
    return row.fieldIndex(field.name());
  }

  private static Map<String, Row> hydrate(Set<Contributor> down) {
    Availability availability = Availability.ALL;
    for (Contributor log : down) {
      OptionalInput input = log.input().orElseThrow();
      availability = availability.with(input, InputState.ABSENT);
    }
    return new HydrateReports(availability, Weeks.ALL)
            .apply(new HydrateReports.Inputs(BOOK.without(down), Optional.empty()))
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(r -> r.getString(0), r -> r));
  }

  private static List<Set<Contributor>> subsets() {
    List<Set<Contributor>> subsets = new ArrayList<>();
    for (int bits = 0; bits < 1 << OPTIONAL.size(); bits++) {
      Set<Contributor> down = EnumSet.noneOf(Contributor.class);
      for (int i = 0; i < OPTIONAL.size(); i++) {
        if ((bits & 1 << i) != 0) {
          down.add(OPTIONAL.get(i));
        }
      }
      subsets.add(down);
    }
    return subsets;
  }

  private static final LogBook BOOK = book();

  private static LogBook book() {
    LogBook book = new LogBook().detected("bare", 0);
    for (String id : List.of("open", "decided", "ended")) {
      book.detected(id, 0)
          .clustered(id, 1)
          .attributed(id, 1, "viral", 0.7)
          .cohort(id, 1, "event of " + id)
          .event("event of " + id, 1, "open", List.of(id));
    }
    return book.edit("1", 2, "decided", "accept", null)
        .eventEdit("2", 2, "event of ended", "set_cause", "weather")
        .ended("event of ended", 3, "recovered")
        .finalised(
            "decided",
            3,
            FinalisedLog.PROPOSED_CAUSE,
            "viral",
            FinalisedLog.CONFIDENCE_SCORE,
            1.0,
            FinalisedLog.DECISION,
            "accepted",
            FinalisedLog.DECIDED_BY,
            "lewis",
            FinalisedLog.DECIDED_AT,
            java.sql.Timestamp.from(LogBook.at(2)),
            FinalisedLog.DECIDED_GROUPS,
            List.of("attribution", "final", "status"));
  }
}
