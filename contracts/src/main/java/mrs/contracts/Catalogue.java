package mrs.contracts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every table of the system. */
public final class Catalogue {
  /** The tables that feeds deliver, in the order in which they are ingested. */
  public static final List<Table> FEEDS =
      List.of(UnifiedSalesData.TABLE, ContextualEvents.TABLE, Stores.TABLE, Products.TABLE);

  /** What the edge knows by itself, from a library. */
  public static final List<Table> KNOWN_AHEAD = List.of(FeastCalendar.TABLE);

  /** What people decided. */
  public static final List<Table> EDITS = List.of(UserEditsLog.TABLE, UserEventEditsLog.TABLE);

  /** The logs of the stages. */
  public static final List<Table> STAGE_LOGS =
      List.of(
          DetectionLog.TABLE,
          ClusteredLog.TABLE,
          AttributionLog.TABLE,
          CohortHistory.TABLE,
          EventsLog.TABLE,
          EventsEndedLog.TABLE,
          FinalisedLog.TABLE);

  /** Tables computed from inputs, which could be computed again. */
  public static final List<Table> DERIVED =
      List.of(SalesTimeseries.TABLE, BaselineModels.TABLE, ClusterModelsLog.TABLE);

  /** The edge's own books. */
  public static final List<Table> LEDGERS =
      List.of(
          RunConfigLog.TABLE,
          ConfigurationsLog.TABLE,
          StageRunsLog.TABLE,
          EditSequenceLog.TABLE,
          DeliveriesLog.TABLE,
          DeliveryFailuresLog.TABLE,
          DataQualityLog.TABLE,
          SchemaDriftLog.TABLE,
          ComponentHealthLog.TABLE,
          ConflictsLog.TABLE,
          GapEventsLog.TABLE);

  /** The dead letters: of each feed, and of each log of decisions. */
  public static final List<Table> ERRORS =
      Stream.concat(FEEDS.stream(), EDITS.stream()).map(Errors::of).toList();

  /** The hydrated tables. */
  public static final List<Table> OUTPUTS = List.of(MinorityReports.TABLE, MinorityEvents.TABLE);

  /** What only spares work: nothing is lost with it. */
  public static final List<Table> MEMORIES = List.of(KnownFiles.TABLE);

  /** All of them. */
  public static final List<Table> ALL =
      Stream.of(FEEDS, KNOWN_AHEAD, EDITS, DERIVED, STAGE_LOGS, LEDGERS, MEMORIES, ERRORS, OUTPUTS)
          .flatMap(List::stream)
          .toList();

  /** The stage that writes a table, for those tables of which readers trust committed runs only. */
  public static final Map<Table, Stage> WRITERS =
      Map.ofEntries(
          Map.entry(SalesTimeseries.TABLE, Stage.TIMESERIES),
          Map.entry(BaselineModels.TABLE, Stage.DETECTION),
          Map.entry(DetectionLog.TABLE, Stage.DETECTION),
          Map.entry(ClusterModelsLog.TABLE, Stage.CLUSTERING),
          Map.entry(ClusteredLog.TABLE, Stage.CLUSTERING),
          Map.entry(AttributionLog.TABLE, Stage.ATTRIBUTION),
          Map.entry(CohortHistory.TABLE, Stage.COHORTING),
          Map.entry(EventsLog.TABLE, Stage.COHORTING),
          Map.entry(EventsEndedLog.TABLE, Stage.COHORTING),
          Map.entry(FinalisedLog.TABLE, Stage.FINALISATION));

  private Catalogue() {}

  /** The table called {@code name}, if there is one. */
  public static Optional<Table> find(String name) {
    return ALL.stream().filter(t -> t.name().equals(name)).findFirst();
  }
}
