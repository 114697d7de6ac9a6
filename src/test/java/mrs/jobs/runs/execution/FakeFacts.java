package mrs.jobs.runs.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.Table;
import mrs.jobs.config.CalendarConfig;

/** Tables that are all there, whole and with rows of yesterday, but for what a test says. */
final class FakeFacts implements InputFacts {
  static final long VERSION = 7;

  final List<Table> opened = new ArrayList<>();
  private final Instant yesterday;
  private final Set<Table> gone = new HashSet<>();
  private final Set<Table> closed = new HashSet<>();
  private final Set<Table> broken = new HashSet<>();
  private final Map<Table, List<Field>> lacking = new HashMap<>();
  private final Map<Table, Optional<Instant>> newest = new HashMap<>();
  private final Map<Table, List<String>> drift = new HashMap<>();
  private InputState coverage = InputState.PRESENT;

  FakeFacts(Instant yesterday) {
    this.yesterday = yesterday;
  }

  FakeFacts gone(Table table) {
    gone.add(table);
    return this;
  }

  FakeFacts closed(Table table) {
    closed.add(table);
    return this;
  }

  FakeFacts broken(Table table) {
    broken.add(table);
    return this;
  }

  FakeFacts lacking(Table table, Field column) {
    lacking.put(table, List.of(column));
    return this;
  }

  FakeFacts empty(Table table) {
    newest.put(table, Optional.empty());
    return this;
  }

  FakeFacts newest(Table table, Instant time) {
    newest.put(table, Optional.of(time));
    return this;
  }

  FakeFacts coveredBy(InputState state) {
    coverage = state;
    return this;
  }

  FakeFacts drifted(Table table, String... codes) {
    drift.put(table, List.of(codes));
    return this;
  }

  @Override
  public boolean has(Table table) {
    return !gone.contains(table);
  }

  @Override
  public Optional<List<Field>> missingColumns(Table table) {
    opened.add(table);
    return closed.contains(table)
        ? Optional.empty()
        : Optional.of(lacking.getOrDefault(table, List.of()));
  }

  @Override
  public Optional<Long> version(Table table) {
    return closed.contains(table) ? Optional.empty() : Optional.of(VERSION);
  }

  @Override
  public Optional<Instant> newest(Table table) {
    return newest.getOrDefault(table, Optional.of(yesterday));
  }

  @Override
  public List<String> driftCodes(Table table) {
    return drift.getOrDefault(table, List.of());
  }

  @Override
  public InputState coverage(CalendarConfig config, Instant logicalTime) {
    return coverage;
  }

  @Override
  public boolean isReadable(Table table) {
    return !broken.contains(table);
  }
}
