package mrs.jobs.questions;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Table;
import mrs.hydrate.trust.TrustPolicy;
import mrs.jobs.messages.NearestName;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.AsOf;
import mrs.jobs.warehouse.CreatedTables;
import mrs.serving.files.UnreadableTable;
import mrs.serving.query.DerivedView;
import mrs.serving.query.Limits;
import mrs.serving.query.LockedDatabase;
import mrs.serving.query.View;
import mrs.serving.relations.Relation;
import mrs.serving.relations.TrustColumns;
import mrs.serving.runs.ListedRun;

/** The tables and views of a warehouse in one state, for questions without Spark. */
public final class Questions {
  private final Path root;
  private final AskedState state;
  private final TrustColumns trust;

  private Questions(Path root, AskedState state, TrustColumns trust) {
    this.root = root;
    this.state = state;
    this.trust = trust;
  }

  /**
   * About what stands now in the warehouse at {@code root}.
   *
   * @param policy how reports of views are scored, at the moment of the question
   */
  public static Questions now(Path root, TrustPolicy policy, Clock clock) {
    return new Questions(root, new PresentState(root), new TrustColumns(policy, clock.instant()));
  }

  /** About what stood then, and scored as one who looked then would have. */
  public static Questions asOf(
      Path root, AsOf then, TrustPolicy policy, Clock clock, BuildTables build) {
    RebuiltState state =
        new RebuiltState(new KeptStates(root, build.maker(), clock), then.time(), build);
    return new Questions(root, state, new TrustColumns(policy, then.time()));
  }

  /** The logical time of the run called {@code runId}, if there is one. */
  public static Optional<Instant> logicalTime(Path root, String runId) {
    return new PresentState(root)
        .runs().stream().filter(r -> r.runId().equals(runId)).map(ListedRun::logicalTime).findAny();
  }

  /** What can be asked about: what is there. */
  public List<Relation> all() {
    return Relation.ALL.stream().filter(r -> CreatedTables.has(root, r.table())).toList();
  }

  /**
   * The one called {@code name}, in any case.
   *
   * @throws Problem with the name that comes nearest, if there is none
   */
  public Relation named(String name) {
    Relation relation = Relation.find(name).orElseThrow(() -> unknown(name));
    if (!CreatedTables.has(root, relation.table())) {
      throw CreatedTables.of(root).missing(relation.table());
    }
    return relation;
  }

  /**
   * A database that has {@code relations} and nothing else.
   *
   * @throws Problem if a table cannot be read
   */
  public LockedDatabase open(Collection<Relation> relations) {
    return open(relations, Limits.QUESTION);
  }

  /**
   * The same, within other limits.
   *
   * @throws Problem if a table cannot be read
   */
  public LockedDatabase open(Collection<Relation> relations, Limits limits) {
    List<Table> tables = relations.stream().map(Relation::table).distinct().toList();
    Stream<View> derived = relations.stream().filter(Relation::isView).map(Questions::view);
    try {
      List<View> views = Stream.concat(state.of(tables).stream(), derived).toList();
      return LockedDatabase.over(views, List.of(trust.function()), limits);
    } catch (UnreadableTable e) {
      throw Problem.failed(e.problem(), e.remedy(), e);
    }
  }

  private static View view(Relation relation) {
    return new DerivedView(
        relation.name(),
        "SELECT *"
            + (relation.scored() ? ", " + TrustColumns.columns() : "")
            + " FROM "
            + relation.table().name()
            + relation.rows().map(rows -> " WHERE " + rows).orElse(""));
  }

  private Problem unknown(String name) {
    List<String> names = all().stream().map(Relation::name).toList();
    return Problem.refused(
        "there is no table or view '" + Printable.of(name) + "'",
        NearestName.to(name, names).map(n -> "did you mean " + n + "? ").orElse("")
            + "'mrs sql \"show tables\"' lists them");
  }
}
