package mrs.jobs.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;
import mrs.serving.runs.Standing;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in short, kept in a file beside the tables: with it a night reads the newest entries
 * only, however many there are. The tables are the truth; without the file, or where it does not
 * fit them, all of the ledger is read and the file is written anew.
 *
 * @param readFrom the tables' commits after these are still to be read; what they hold may stand
 *     here already
 * @param latest the tables' commits when this was written
 * @param runs every run that was known then
 */
record LedgerIndex(Mark readFrom, Mark latest, List<IndexedRun> runs) {
  private static final Logger LOG = LogManager.getLogger(LedgerIndex.class);
  private static final String FILE = "ledger-index.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  /**
   * A state of the ledger's two tables.
   *
   * @param entry the newest entry
   * @param table identity of {@code stage_runs_log}: a warehouse made anew has another
   * @param commits what tells the commits of these versions from others, as after a restore
   */
  record Mark(long entry, String table, long runsVersion, long entriesVersion, String commits) {}

  /** A run, and where its stages stand. */
  record IndexedRun(
      String id,
      RunKind kind,
      Instant time,
      String origin,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Map<String, Long> seqs,
      Map<String, Long> logic,
      String config,
      @Nullable String deliveries,
      List<IndexedStanding> standings) {

    /** {@code deliveries} are kept of an ingest that may have to be resumed. */
    static IndexedRun of(RunConfig run, List<Standing> standings) {
      boolean committed =
          standings.stream()
              .anyMatch(s -> s.stage() == Stage.INGEST && s.state() == StageState.COMMITTED);
      return new IndexedRun(
          run.runId(),
          run.kind(),
          run.logicalTime(),
          run.origin(),
          run.window().from().orElse(null),
          run.window().to().orElse(null),
          run.inputSeqs(),
          run.logicVersions(),
          run.config().hash(),
          committed ? null : run.deliveries().orElse(null),
          standings.stream().map(IndexedStanding::of).toList());
    }

    RunConfig run() {
      return new RunConfig(
          id,
          kind,
          time,
          origin,
          new Window(Optional.ofNullable(from), Optional.ofNullable(to)),
          seqs,
          logic,
          new Frozen(Optional.empty(), config),
          Optional.ofNullable(deliveries));
    }
  }

  /** A {@link Standing} of the run that it stands under. */
  record IndexedStanding(Stage stage, int attempt, long entry, StageState state) {
    static IndexedStanding of(Standing standing) {
      return new IndexedStanding(
          standing.stage(), standing.attempt(), standing.entry(), standing.state());
    }

    Standing of(String runId) {
      return new Standing(runId, stage, attempt, entry, state);
    }
  }

  /** That of the warehouse at {@code root}, where there is one that can be read. */
  static Optional<LedgerIndex> read(Path root) {
    Path file = root.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), LedgerIndex.class));
    } catch (IOException e) {
      LOG.warn("{} cannot be read; all of the ledger is read instead", file, e);
      return Optional.empty();
    }
  }

  /** Puts it in the place of what is there. A failure costs time, later, and nothing else. */
  void write(Path root) {
    Path file = root.resolve(FILE);
    Path temporary = root.resolve("." + FILE + ".tmp");
    try {
      Files.write(temporary, JSON.writeValueAsBytes(this));
      try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be written", file, e);
    }
  }
}
