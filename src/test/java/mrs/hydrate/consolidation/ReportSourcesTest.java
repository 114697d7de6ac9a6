package mrs.hydrate.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.ReportStatus;
import mrs.contracts.Source;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is said of sources is what the rows show. */
class ReportSourcesTest extends SparkTest {

  @Test
  void everySourceOfAChainHasOneOfferStrongestFirst() {
    assertThat(offers(FieldGroup.IDENTITY))
        .containsExactly("detected [MRDL] report_id store_id sku region direction");
    assertThat(offers(FieldGroup.SEVERITY))
        .containsExactly("cohort [MELOG] severity", "detected [MRDL] severity");
    assertThat(offers(FieldGroup.CLUSTER))
        .containsExactly("clustered [MRCL] cluster_id cluster_name similarity");
    assertThat(offers(FieldGroup.ATTRIBUTION))
        .containsExactly(
            "ui [UEL, UMEEL] proposed_cause confidence_score",
            "finalised [MRFL] proposed_cause confidence_score if attribution is decided",
            "attribution [MRPAL] proposed_cause confidence_score");
    assertThat(offers(FieldGroup.EVENT)).containsExactly("cohort [MRCH] report_group_id");
    assertThat(offers(FieldGroup.STATUS))
        .containsExactly(
            "ui [UEL, UMEEL] decision decided_by decided_at",
            "finalised [MRFL] decision decided_by decided_at if final is decided",
            "cohort [MELOG, MEEL] event_status resolution_reason",
            "detected [MRDL] report_state withdrawn_reason");
    assertThat(offers(FieldGroup.FINAL))
        .containsExactly(
            "ui [UEL, UMEEL] decision decided_by decided_at",
            "finalised [MRFL] decision decided_by decided_at if final is decided");
  }

  @Test
  void everyStatusHasOneRungAndItsDecidersAreInTheChainOfTheStatus() {
    assertThat(Rung.STRONGEST_FIRST)
        .extracting(Rung::status)
        .containsExactly(ReportStatus.values());
    assertThat(Rung.STRONGEST_FIRST)
        .allSatisfy(
            rung ->
                assertThat(FieldGroup.STATUS.chain()).containsAll(rung.deciders()).isNotEmpty());
  }

  @Test
  void everySourceOffersSomethingWhereItsLogsAreThereAndNothingWhereTheyAreDown() {
    LogBook book =
        new LogBook()
            .withdrawn("r", 0, "restated")
            .clustered("r", 1)
            .attributed("r", 1, "viral", 0.7)
            .cohort("r", 1, "e")
            .event("e", 1, "open", List.of("r"))
            .ended("e", 2, "recovered")
            .finalised("r", 3, LogBook.accepted("viral", 3))
            .edit("1", 4, "r", "accept", null)
            .edit("2", 4, "r", "set_cause", "viral")
            .eventEdit("3", 4, "e", "accept", null);
    Map<String, Set<String>> missing = new TreeMap<>();
    for (FieldGroup group : FieldGroup.values()) {
      for (Offer offer : ReportSources.of(group)) {
        Set<Contributor> down = EnumSet.copyOf(offer.logs());
        down.remove(Contributor.MRDL);
        missing.computeIfAbsent(down.toString(), logs -> silent(book, down));
      }
    }

    assertThat(missing)
        .isEqualTo(
            Map.of(
                "[]", Set.of(),
                "[MRCL]", Set.of("cluster clustered"),
                "[MRPAL]", Set.of("attribution attribution"),
                "[MRCH]", Set.of("event cohort", "severity cohort", "status cohort"),
                "[MELOG]", Set.of("severity cohort"),
                "[MELOG, MEEL]", Set.of("severity cohort", "status cohort"),
                "[MRFL]", Set.of("attribution finalised", "final finalised", "status finalised"),
                "[UEL, UMEEL]", Set.of("attribution ui", "final ui", "status ui")));
  }

  @Test
  void detectionOffersAllOfItsFieldsAndWhatDecidesTheStatus() {
    assertThat(ReportSources.fieldsOf(Source.DETECTED))
        .startsWith(DetectionLog.REPORT_ID)
        .containsAll(FieldGroup.DETECTION.fields())
        .endsWith(DetectionLog.REPORT_STATE, DetectionLog.WITHDRAWN_REASON)
        .doesNotHaveDuplicates();
  }

  /** The groups and sources that have nothing though they have an offer. */
  private static Set<String> silent(LogBook book, Set<Contributor> down) {
    Dataset<Row> gathered = GatherReports.whole().apply(book.without(down));
    Map<String, Column> columns = new TreeMap<>();
    OfferedValues.of(List.of(FieldGroup.values()))
        .forEach(
            (group, sources) ->
                sources.forEach(
                    (source, value) -> columns.put(group.word() + " " + source.word(), value)));
    Row row =
        gathered
            .select(
                columns.entrySet().stream()
                    .map(e -> e.getValue().as(e.getKey()))
                    .toArray(Column[]::new))
            .head();
    return columns.keySet().stream()
        .filter(name -> row.isNullAt(row.fieldIndex(name)))
        .collect(Collectors.toSet());
  }

  private static List<String> offers(FieldGroup group) {
    return ReportSources.of(group).stream()
        .map(
            offer ->
                offer.source().word()
                    + " "
                    + offer.logs()
                    + " "
                    + String.join(" ", offer.fields().stream().map(Field::name).toList())
                    + offer.decided().map(g -> " if " + g.word() + " is decided").orElse(""))
        .toList();
  }
}
