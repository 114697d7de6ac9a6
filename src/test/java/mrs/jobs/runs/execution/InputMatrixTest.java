package mrs.jobs.runs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Products;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.FoundInputs.FoundInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every state that an input can be found in: its code, its version, and whether it is read. */
class InputMatrixTest {
  private static final Instant NOW = Instant.parse("2024-06-12T02:00:00Z");
  private static final Instant YESTERDAY = Instant.parse("2024-06-11T02:00:00Z");
  private static final MrsConfig ALL = config("max_lag", "P2D");

  private final FakeFacts facts = new FakeFacts(YESTERDAY);

  @ParameterizedTest
  @EnumSource
  void whatIsThereAndWholeIsPresentAndCostsNothing(OptionalInput input) {
    assertThat(found(input, ALL)).isEqualTo(is(input, InputState.PRESENT));
    assertRead(input, true);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotInstalledIsNotLookedForAndCostsNothing(OptionalInput input) {
    facts.gone(input.table());

    FoundInput found = found(input, config("installed", "false"));

    assertThat(found)
        .isEqualTo(
            new FoundInput(
                input.table().name(),
                false,
                InputState.NOT_INSTALLED,
                List.of(),
                Optional.empty(),
                Optional.empty()));
    assertThat(facts.opened).isEmpty();
    assertThat(look(input, config("installed", "false")).availability().isRead(input)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIsAbsent(OptionalInput input) {
    facts.gone(input.table());

    assertThat(found(input, ALL))
        .isEqualTo(is(input, InputState.ABSENT, Optional.empty(), input.downCode()));
    assertThat(facts.opened).doesNotContain(input.table());
    assertRead(input, false);
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeOpenedIsCorrupt(OptionalInput input) {
    facts.closed(input.table());

    assertThat(found(input, ALL))
        .isEqualTo(is(input, InputState.CORRUPT, Optional.empty(), input.downCode()));
    assertRead(input, false);
  }

  @ParameterizedTest
  @EnumSource
  void whatLacksAColumnOfItsKeyIsCorrupt(OptionalInput input) {
    facts.lacking(input.table(), input.table().key().get(0));

    assertThat(found(input, ALL)).isEqualTo(is(input, InputState.CORRUPT, input.downCode()));
    assertRead(input, false);
  }

  @ParameterizedTest
  @EnumSource
  void whatLacksAnotherColumnIsDriftedAndRead(OptionalInput input) {
    Field column = otherThanKey(input.table());
    facts.lacking(input.table(), column);

    assertThat(found(input, ALL))
        .isEqualTo(
            is(input, InputState.DRIFTED, "DRIFT_" + input.table().name() + "_" + column.name()));
    assertRead(input, true);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"CONTEXTUAL_EVENTS", "STORES", "PRODUCTS"})
  void aFeedWithoutARowIsEmptyAndDown(OptionalInput input) {
    facts.empty(input.table());

    assertThat(Catalogue.FEEDS).contains(input.table());
    assertThat(found(input, ALL)).isEqualTo(is(input, InputState.EMPTY, input.downCode()));
    assertThat(found(input, config("max_lag", "")))
        .isEqualTo(is(input, InputState.EMPTY, input.downCode()));
    assertRead(input, false);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CONTEXTUAL_EVENTS", "STORES", "PRODUCTS", "CALENDAR"})
  void aLogWithoutARowIsPresentUnlessItsAgeIsCheckedAndSilenceCounts(OptionalInput input) {
    facts.empty(input.table());

    assertThat(found(input, config("max_lag", ""))).isEqualTo(is(input, InputState.PRESENT));
    assertThat(found(input, ALL))
        .isEqualTo(
            input.emptyIsDown()
                ? is(input, InputState.LATE, input.downCode())
                : is(input, InputState.PRESENT));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CALENDAR")
  void whatIsOlderThanItsMaxLagIsLate(OptionalInput input) {
    facts.newest(input.table(), Instant.parse("2024-06-10T01:59:59Z"));

    assertThat(found(input, ALL)).isEqualTo(is(input, InputState.LATE, input.downCode()));
    assertRead(input, false);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CALENDAR")
  void whatIsAsOldAsItsMaxLagIsNotLateAndWithoutOneNothingIs(OptionalInput input) {
    facts.newest(input.table(), Instant.parse("2024-06-10T02:00:00Z"));
    assertThat(found(input, ALL)).isEqualTo(is(input, InputState.PRESENT));

    facts.newest(input.table(), Instant.EPOCH);
    assertThat(found(input, config("max_lag", ""))).isEqualTo(is(input, InputState.PRESENT));
  }

  /** It knows no lag: what it needs is the days that are judged. */
  @ParameterizedTest
  @EnumSource(names = {"EMPTY", "LATE", "CORRUPT"})
  void aCalendarThatDoesNotCoverTheDaysIsDown(InputState coverage) {
    facts.newest(OptionalInput.CALENDAR.table(), Instant.EPOCH);
    assertThat(found(OptionalInput.CALENDAR, ALL))
        .isEqualTo(is(OptionalInput.CALENDAR, InputState.PRESENT));

    facts.coveredBy(coverage);
    assertThat(found(OptionalInput.CALENDAR, ALL))
        .isEqualTo(is(OptionalInput.CALENDAR, coverage, "CALENDAR_down"));
    assertRead(OptionalInput.CALENDAR, false);
  }

  @Test
  void aDeliveryThatLackedColumnsIsDriftTooAndEachCodeIsNamedOnce() {
    facts
        .lacking(Products.TABLE, Products.CATEGORY_1)
        .drifted(Products.TABLE, "DRIFT_products_category_2", "DRIFT_products_category_1");

    assertThat(found(OptionalInput.PRODUCTS, ALL))
        .isEqualTo(
            is(
                OptionalInput.PRODUCTS,
                InputState.DRIFTED,
                "DRIFT_products_category_1",
                "DRIFT_products_category_2"));
  }

  @Test
  void whatIsLateAndDriftedIsLate() {
    facts
        .newest(Products.TABLE, Instant.EPOCH)
        .drifted(Products.TABLE, "DRIFT_products_category_1");

    assertThat(found(OptionalInput.PRODUCTS, ALL).state()).isEqualTo(InputState.LATE);
  }

  @Test
  void aStageIsToldOfItsOwnInputsOnlyAndOfEachCodeOnce() {
    facts.gone(Products.TABLE).gone(ContextualEvents.TABLE).closed(mrs.contracts.Stores.TABLE);

    FoundInputs found = new InputMatrix(ALL).look(Stage.DETECTION, facts, NOW);

    assertThat(found.inputs())
        .extracting(FoundInput::input, FoundInput::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("contextual_events", InputState.ABSENT),
            org.assertj.core.groups.Tuple.tuple("stores", InputState.CORRUPT),
            org.assertj.core.groups.Tuple.tuple("baseline_models", InputState.PRESENT),
            org.assertj.core.groups.Tuple.tuple("user_edits_log", InputState.PRESENT));
    assertThat(found.codes()).containsExactly("CONTEXT_down", "STORES_down");
    assertThat(new InputMatrix(ALL).look(Stage.TIMESERIES, facts, NOW)).isEqualTo(FoundInputs.NONE);
  }

  @Test
  void anInputIsOpenedOnceHoweverManyStagesLook() {
    InputMatrix matrix = new InputMatrix(ALL);

    Stream.of(Stage.values()).forEach(stage -> matrix.look(stage, facts, NOW));

    assertThat(facts.opened).doesNotHaveDuplicates().hasSize(OptionalInput.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void aProbeCallsCorruptWhatBreaksInside(OptionalInput input) {
    FoundInputs before = look(input, ALL);
    facts.broken(input.table());

    FoundInputs probed = new InputMatrix(ALL).probe(facts, before);

    assertThat(probed.of(input)).contains(is(input, InputState.CORRUPT, input.downCode()));
    assertThat(probed.codes()).containsExactly(input.downCode());
    assertThat(new InputMatrix(ALL).probe(facts, probed)).isEqualTo(probed);
  }

  @ParameterizedTest
  @EnumSource
  void aProbeLeavesWhatIsReadableAndWhatIsNotReadAsItWas(OptionalInput input) {
    assertThat(new InputMatrix(ALL).probe(facts, look(input, ALL))).isEqualTo(look(input, ALL));

    facts.newest(input.table(), Instant.EPOCH).broken(input.table()).coveredBy(InputState.LATE);
    FoundInputs late = look(input, ALL);

    assertThat(new InputMatrix(ALL).probe(facts, late)).isEqualTo(late);
  }

  private FoundInputs look(OptionalInput input, MrsConfig config) {
    return new InputMatrix(config).look(input.readers().get(0), facts, NOW);
  }

  private FoundInput found(OptionalInput input, MrsConfig config) {
    return look(input, config).of(input).orElseThrow();
  }

  /** Whether the stage reads it, and that a stage has the codes that the input has, no others. */
  private void assertRead(OptionalInput input, boolean read) {
    FoundInputs found = look(input, ALL);
    assertThat(found.availability().isRead(input)).isEqualTo(read);
    assertThat(found.availability().isDown(input)).isEqualTo(!read);
    assertThat(found.codes())
        .isEqualTo(found.of(input).orElseThrow().codes())
        .isEqualTo(found.availability().codes(input.readers().get(0)));
  }

  private static FoundInput is(OptionalInput input, InputState state, String... codes) {
    return is(input, state, Optional.of(FakeFacts.VERSION), codes);
  }

  private static FoundInput is(
      OptionalInput input, InputState state, Optional<Long> version, String... codes) {
    return new FoundInput(
        input.table().name(), true, state, List.of(codes), Optional.empty(), version);
  }

  private static Field otherThanKey(Table table) {
    return table.fields().stream().filter(f -> !table.key().contains(f)).findFirst().orElseThrow();
  }

  private static MrsConfig config(String key, String value) {
    Map<String, String> changes =
        Stream.of(OptionalInput.values())
            .filter(i -> i != OptionalInput.CALENDAR)
            .collect(Collectors.toMap(i -> "inputs." + i.word() + "." + key, i -> value));
    changes.put("calendar.regions.default", key.equals("installed") ? "" : "DE-BY");
    return ConfigFile.read(Path.of("conf", "mrs.yaml"), changes);
  }
}
