package mrs.jobs.runs;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Words;
import mrs.transforms.Availability;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a stage found its optional inputs when it began.
 *
 * @param codes of what it has to do without; sorted, distinct
 */
public record FoundInputs(List<FoundInput> inputs, List<String> codes) {
  /** Of a stage that has none. */
  public static final FoundInputs NONE = new FoundInputs(List.of(), List.of());

  /**
   * One input.
   *
   * @param codes what it costs, if anything
   * @param newest its newest row, where that was looked up
   * @param tableVersion the version of its Delta table that is read, where it is there
   */
  public record FoundInput(
      String input,
      boolean installed,
      InputState state,
      List<String> codes,
      Optional<Instant> newest,
      Optional<Long> tableVersion) {

    private static FoundInput of(Row row) {
      return new FoundInput(
          row.getString(0),
          row.getBoolean(1),
          Words.of(InputState.class, row.getString(2)),
          List.copyOf(row.<String>getList(3)),
          Optional.ofNullable(row.<java.sql.@Nullable Timestamp>getAs(4))
              .map(java.sql.Timestamp::toInstant),
          Optional.ofNullable(row.<@Nullable Long>getAs(5)));
    }

    private Row row() {
      return RowFactory.create(
          input,
          installed,
          state.word(),
          codes.toArray(String[]::new),
          newest.map(java.sql.Timestamp::from).orElse(null),
          tableVersion.orElse(null));
    }
  }

  /** The input {@code input}, if the stage reads it. */
  public Optional<FoundInput> of(OptionalInput input) {
    return inputs.stream().filter(i -> i.input().equals(input.table().name())).findFirst();
  }

  /** The same, as transforms take it. */
  public Availability availability() {
    Map<OptionalInput, InputState> states = new EnumMap<>(OptionalInput.class);
    Map<OptionalInput, List<String>> drift = new EnumMap<>(OptionalInput.class);
    for (OptionalInput input : OptionalInput.values()) {
      of(input)
          .ifPresent(
              found -> {
                states.put(input, found.state());
                if (found.state() == InputState.DRIFTED) {
                  drift.put(input, found.codes());
                }
              });
    }
    return new Availability(states, drift);
  }

  static FoundInputs of(Row row) {
    return new FoundInputs(
        row.<Row>getList(row.fieldIndex(StageRunsLog.INPUTS.name())).stream()
            .map(FoundInput::of)
            .toList(),
        row.<String>getList(row.fieldIndex(LogColumns.DEGRADED_REASONS.name())).stream()
            .filter(code -> !code.equals(FailedRegion.CODE))
            .toList());
  }

  List<Row> rows() {
    return inputs.stream().map(FoundInput::row).toList();
  }
}
