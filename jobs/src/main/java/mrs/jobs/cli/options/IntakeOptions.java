package mrs.jobs.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import mrs.jobs.disk.Disk;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeFolders;
import mrs.jobs.intake.IntakeSettings;
import mrs.jobs.intake.IntakeTaken;
import mrs.jobs.intake.handover.FeedTarget;
import mrs.jobs.messages.Problem;
import mrs.resilience.Ticker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that keep an intake. */
public final class IntakeOptions {
  private static final String FOLDER = "intake";

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      description = "Where what was taken waits (default: intake/ in the warehouse's folder).")
  private @Nullable Path spool;

  /** Where the intake lies. */
  public Path folder(CommonOptions options) {
    return Optional.ofNullable(spool).orElseGet(() -> options.warehouseFolder().resolve(FOLDER));
  }

  /** Opens the intake; makes it where there is none. */
  public Intake open(CommonOptions options, Path feed, IntakeSettings settings) {
    Path folder = folder(options);
    if (Files.exists(feed) && !Files.isDirectory(feed)) {
      throw Problem.refused("the feed folder " + feed + " is a file", "name a folder");
    }
    try {
      // It is readable for those who may read the warehouse; the intake in it is for its owner.
      Disk.createFolders(Disk.parent(folder));
      return Intake.open(
          IntakeFolders.at(folder),
          FeedTarget.at(feed),
          settings,
          new Intake.Surroundings(
              InstantSource.system(), Ticker.ofTheMachine(), new SecureRandom()));
    } catch (IntakeTaken e) {
      throw Problem.failed(
          "the intake in " + folder + " is in use by another process",
          "that one hands over by itself; end it first, or name another folder with --spool",
          e);
    } catch (IOException e) {
      throw Problem.failed(
          "the intake in " + folder + " cannot be opened: " + e,
          "check that the disk is writable and not full, or name another folder with --spool",
          e);
    }
  }
}
