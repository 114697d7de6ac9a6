package mrs.jobs.chaos.night;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import mrs.contracts.OptionalInput;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.scratch.BrokenDataFiles;
import mrs.jobs.chaos.scratch.Disturbance;
import mrs.jobs.chaos.scratch.FolderGone;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.jobs.chaos.scratch.StorageFault;
import mrs.jobs.chaos.scratch.StorageFault.Manner;
import org.apache.hadoop.conf.Configuration;

/**
 * Makes the disturbance of a profile. What is wrong with a delivery is no disturbance: it is
 * delivered so.
 *
 * @param tables the folder of the tables in the scratch copy
 */
record NightFaults(ScratchFolder scratch, Path tables, Configuration hadoop, Random random) {
  /** A night makes more files than that. */
  private static final int MOST_FILES = 40;

  Disturbance of(ChaosProfile profile) {
    return switch (profile.fault()) {
      case INPUT_DROPPED -> new FolderGone(scratch, table(profile));
      case INPUT_CORRUPT -> new BrokenDataFiles(scratch, table(profile));
      case FILE_SYSTEM_AWAY -> storage(table(profile), new Manner.Away());
      case DISK_FULL -> storage(tables, new Manner.Full(random.nextInt(MOST_FILES)));
      case SLOW_STORE -> storage(tables, new Manner.Slow(profile.delay()));
      case INPUT_LATE,
          INPUT_DUPLICATED,
          INPUT_DRIFTED,
          DELIVERY_CORRUPT,
          KILLED_AT_COMMIT,
          CHECKPOINT_CORRUPT,
          SEGMENT_CORRUPT,
          CACHE_CORRUPT ->
          Disturbance.NONE;
    };
  }

  private StorageFault storage(Path folder, Manner manner) {
    return new StorageFault(scratch, folder, hadoop, manner);
  }

  private Path table(ChaosProfile profile) {
    Optional<OptionalInput> input = profile.input();
    return tables.resolve(input.orElseThrow().table().name());
  }
}
