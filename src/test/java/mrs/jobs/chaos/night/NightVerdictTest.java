package mrs.jobs.chaos.night;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.UserEditsLog;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.profile.ChaosProfiles;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.warehouse.CopyWarehouse;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verdict that could not be a bad one would be none. */
class NightVerdictTest extends SparkTest {
  private static final PlayedStep WELL =
      new PlayedStep(Optional.of("night"), List.of(), Optional.empty());

  @TempDir private Path temporary;

  @Test
  void rowsThatAreGoneAreCounted() throws IOException {
    Warehouse real = TinyWarehouse.shared(spark);
    Path place = Files.createTempDirectory(temporary, "copy");
    PinnedTables before = CopyWarehouse.to(place, real);
    Warehouse copy = Warehouse.open(spark, place);
    assertThat(new KeptRows(before, copy).missing()).isEmpty();

    Path other = Files.createTempDirectory(temporary, "copy");
    CopyWarehouse.to(other, real);
    Warehouse fuller = Warehouse.open(spark, other);
    TinyWarehouse.append(
        fuller,
        UserEditsLog.TABLE,
        Map.ofEntries(
            entry(UserEditsLog.EDIT_ID, "lost"),
            entry(UserEditsLog.REPORT_ID, TinyWarehouse.RISE),
            entry(UserEditsLog.ACTION, "accept"),
            entry(UserEditsLog.EDITED_BY, "ruth"),
            entry(UserEditsLog.WRITTEN_AT, Instant.parse("2024-06-14T09:00:00Z")),
            entry(LogColumns.WEEK_START, LocalDate.parse("2024-06-10"))));

    assertThat(new KeptRows(PinnedTables.onSight(fuller), copy).missing())
        .isEqualTo(Map.of(UserEditsLog.TABLE.name(), 1L));
  }

  @Test
  void valuesAndCodesThatAreGoneAreFound() {
    HydratedRows was = HydratedRows.of(TinyWarehouse.shared(spark));
    HydratedRows is = without(was, AttributionLog.PROPOSED_CAUSE.name());

    assertThat(was.lostSince(was)).isEmpty();
    assertThat(is.lostSince(was)).containsExactly(AttributionLog.PROPOSED_CAUSE.name());
    assertThat(was.without(Set.of("NO_SUCH_CODE"))).isEqualTo(was.reports().size()).isPositive();
    assertThat(was.valuesFromNowhere(List.of(AttributionLog.PROPOSED_CAUSE))).isPositive();
  }

  @Test
  void whatAFaultMayCostIsForetoldByTheTruthTable() {
    Map<Stage, FoundInputs> inputs =
        Map.of(
            Stage.ATTRIBUTION,
            found(
                input(OptionalInput.CONTEXTUAL_EVENTS, InputState.PRESENT, List.of()),
                input(OptionalInput.STORES, InputState.ABSENT, List.of("STORES_down"))),
            Stage.HYDRATION,
            found(input(OptionalInput.MRPAL, InputState.PRESENT, List.of())));

    Foretold context = Foretold.of(profile("context-dropped"), inputs);
    assertThat(context.codes())
        .isEqualTo(
            Map.of(
                Stage.ATTRIBUTION,
                List.of("CONTEXT_down", "STORES_down"),
                Stage.HYDRATION,
                List.of()));
    assertThat(context.steady().get(Stage.ATTRIBUTION)).containsExactly("STORES_down");
    assertThat(context.nulls()).isEmpty();

    Foretold causes = Foretold.of(profile("causes-dropped"), inputs);
    assertThat(causes.codes()).isEqualTo(Map.of(Stage.HYDRATION, List.of("MRPAL_down")));
    assertThat(causes.nulls()).contains(AttributionLog.PROPOSED_CAUSE);
    assertThat(Foretold.of(profile("disk-full"), inputs).fails()).isTrue();
  }

  @Test
  void whatWasNotForetoldBreaksTheVerdict() {
    HydratedRows was = HydratedRows.of(TinyWarehouse.shared(spark));
    RehearsedNight night = night("causes-dropped");
    Set<String> lost = Set.of(LogColumns.WRITTEN_AT.name());

    assertThat(new NightOutcome(night, was, under(0, WELL), was, lost).broken())
        .contains(
            "the codes of hydration are not there instead of [MRPAL_down]",
            "columns lost values that other sources have: " + lost)
        .anyMatch(b -> b.endsWith("rows that were made under the fault lack one of [MRPAL_down]"));
    assertThat(new NightOutcome(night, was, under(3, WELL), was, Set.of()).broken())
        .contains("0 dead letters instead of 3");
    PlayedStep failed = PlayedStep.failed("no luck");
    assertThat(new NightOutcome(night, was, under(0, failed), was, Set.of()).broken())
        .containsExactly("the night failed: no luck");
    assertThat(new NightOutcome(night("disk-full"), was, under(0, WELL), was, Set.of()).broken())
        .containsExactly("the night was done, though the disk was full");
  }

  private static UnderFault under(int brokenLines, PlayedStep played) {
    return new UnderFault(brokenLines, WELL, Optional.of(played), false);
  }

  private RehearsedNight night(String name) {
    MrsConfig config = ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of());
    Warehouse real = TinyWarehouse.shared(spark);
    NightTimes times = new NightTimes(Instant.parse("2024-06-20T02:00:00Z"));
    Map<Stage, FoundInputs> inputs =
        Map.of(Stage.HYDRATION, found(input(OptionalInput.MRPAL, InputState.PRESENT, List.of())));
    return new RehearsedNight(
        profile(name),
        new NightCommands(spark, real.root(), temporary.resolve("feed"), config),
        times,
        new NightFeed(
            temporary.resolve("feed"), LastSales.of(real), config, times.sent(), new Random(1)),
        Foretold.of(profile(name), inputs),
        false);
  }

  private static ChaosProfile profile(String name) {
    return ChaosProfiles.in(Path.of("conf", "chaos")).named(name);
  }

  private static FoundInputs found(FoundInput... inputs) {
    List<FoundInput> all = List.of(inputs);
    return new FoundInputs(all, all.stream().flatMap(i -> i.codes().stream()).sorted().toList());
  }

  private static FoundInput input(OptionalInput input, InputState state, List<String> codes) {
    return new FoundInput(
        input.table().name(), true, state, codes, Optional.empty(), Optional.empty());
  }

  /** The same rows without a value in {@code column}. */
  private static HydratedRows without(HydratedRows rows, String column) {
    Map<String, Row> reports = new HashMap<>();
    rows.reports()
        .forEach(
            (id, row) -> {
              Object[] values = new Object[row.length()];
              for (int i = 0; i < values.length; i++) {
                values[i] = i == row.fieldIndex(column) ? null : row.get(i);
              }
              reports.put(id, new GenericRowWithSchema(values, row.schema()));
            });
    return new HydratedRows(reports);
  }
}
