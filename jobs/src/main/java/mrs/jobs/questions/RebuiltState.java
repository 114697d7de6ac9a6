package mrs.jobs.questions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.Table;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Problem;
import mrs.serving.files.TableFile;
import mrs.serving.query.FileView;

/**
 * Tables as they were at a time. Each is built once, when it is first asked for, and kept as files;
 * who asks again reads those.
 */
final class RebuiltState implements AskedState {
  private final KeptStates kept;
  private final Instant time;
  private final BuildTables build;

  /** Keeps what {@code build} makes of {@code time}. */
  RebuiltState(KeptStates kept, Instant time, BuildTables build) {
    this.kept = kept;
    this.time = time;
    this.build = build;
  }

  @Override
  public List<FileView> of(List<Table> tables) {
    try {
      List<FileView> views = new ArrayList<>();
      Path folder = kept.folder(time);
      for (Table table : tables) {
        Path there = folder.resolve(table.name());
        if (!Files.isDirectory(there)) {
          kept.put(there, to -> build.write(table, to));
        }
        views.add(new FileView(table, files(there)));
      }
      kept.used(folder);
      return views;
    } catch (IOException e) {
      throw Problem.failed(
          "the state at " + time + " cannot be written: " + FailureLine.of(e),
          "check that the disk is writable and not full",
          e);
    }
  }

  private static List<TableFile> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().endsWith(".parquet"))
          .sorted()
          .map(f -> new TableFile(f.toAbsolutePath(), Map.of()))
          .toList();
    }
  }
}
