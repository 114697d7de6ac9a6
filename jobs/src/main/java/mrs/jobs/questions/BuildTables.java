package mrs.jobs.questions;

import java.nio.file.Path;
import java.util.function.Supplier;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.relations.Relations;
import org.jspecify.annotations.Nullable;

/** Builds tables of a past state as Parquet files, by Spark, which it asks for when it has to. */
public final class BuildTables {
  private final String maker;
  private final Supplier<Relations> past;
  private @Nullable Relations opened;

  /**
   * Of the state that {@code past} gives.
   *
   * @param configuration that it is made under
   */
  public BuildTables(MrsConfig configuration, Supplier<Relations> past) {
    this.maker = ConfigFile.json(configuration) + " " + Stage.HYDRATION.version();
    this.past = past;
  }

  /** What but the tables decides of the state. */
  String maker() {
    return maker;
  }

  /** Writes {@code table} into the folder {@code to}, which it creates. */
  void write(Table table, Path to) {
    Relations relations = opened == null ? past.get() : opened;
    opened = relations;
    relations.read(table).write().parquet(to.toString());
  }
}
