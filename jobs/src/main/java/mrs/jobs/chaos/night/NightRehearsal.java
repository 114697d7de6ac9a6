package mrs.jobs.chaos.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.profile.ChaosVerdict;
import mrs.jobs.chaos.profile.FaultKind;
import mrs.jobs.chaos.scratch.Disturbance;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.jobs.chaos.scratch.StorageFault;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.warehouse.CopyWarehouse;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.Ticker;

/**
 * Plays a night in a scratch copy of a warehouse: foretells what the fault may cost, has it go
 * wrong, ends it, recovers, and compares.
 *
 * @param real the warehouse, which is only read
 * @param options of the command for a process of its own: where its configuration lies, and what is
 *     changed
 */
public record NightRehearsal(
    Warehouse real,
    MrsConfig config,
    ScratchFolder scratch,
    List<String> options,
    Progress progress,
    Ticker ticker) {
  /** A run makes more commits than that. */
  private static final int MOST_COMMITS = 12;

  private static final String WAREHOUSE = "warehouse";

  /**
   * Rehearses {@code profile}; its chance comes from {@code seed} alone.
   *
   * @throws Problem if the profile is about nothing that this warehouse has
   */
  public ChaosVerdict play(ChaosProfile profile, long seed) {
    try {
      return rehearse(profile, seed);
    } catch (IOException e) {
      throw Problem.failed(
          "the rehearsal of " + profile.name() + " could not go on: " + e,
          "check that the disk of " + scratch.root() + " is writable and not full",
          e);
    }
  }

  private ChaosVerdict rehearse(ChaosProfile profile, long seed) throws IOException {
    progress.say("  copying " + real.root() + " to " + scratch.root());
    // Under a name that no other rehearsal has: Delta remembers tables by their paths.
    Path folder = scratch.checked(Files.createTempDirectory(scratch.root(), WAREHOUSE));
    PinnedTables before = CopyWarehouse.to(folder, real);
    Random random = new Random(seed);
    NightCommands commands =
        new NightCommands(real.spark(), folder, scratch.root().resolve("feed"), config);
    RehearsedNight night = RehearsedNight.plan(profile, commands, random);
    progress.say("  foretold: " + told(night.foretold()));
    HydratedRows was = HydratedRows.of(night.copy());
    Disturbance fault =
        new NightFaults(
                scratch,
                folder.resolve("tables"),
                real.spark().sparkContext().hadoopConfiguration(),
                random)
            .of(profile);
    UnderFault under;
    try {
      under = disturbed(night, fault, random);
    } finally {
      fault.end();
    }
    Judged judged = new Judged(night, was, under);
    List<String> broken = new ArrayList<>(judged.broken());
    if (fault instanceof StorageFault storage && storage.hits() == 0) {
      broken.add("nobody met the fault");
    }
    ChaosVerdict.Costs costs = judged.costs();
    Recovered recovered = recover(night);
    broken.addAll(recovered.broken(under));
    long lost = recovered.lost(before, broken);
    checkTime(profile, recovered.took(), broken);
    return new ChaosVerdict(profile, seed, costs, lost, recovered.took(), broken);
  }

  private UnderFault disturbed(RehearsedNight night, Disturbance fault, Random random)
      throws IOException {
    FaultKind kind = night.profile().fault();
    boolean fromTheStart = kind == FaultKind.DISK_FULL || kind == FaultKind.SLOW_STORE;
    int broken = night.deliver();
    if (fromTheStart) {
      fault.begin();
    }
    PlayedStep ingest = night.commands().ingest(night.times().ingested());
    progress.say("  ingested" + ingest.failure().map(f -> ": FAILED: " + f).orElse(""));
    if (ingest.failure().isPresent()) {
      return new UnderFault(broken, ingest, Optional.empty(), false);
    }
    boolean hydrates = Foretold.isHydratedUnder(night.profile());
    if (!fromTheStart && !hydrates) {
      fault.begin();
    }
    if (kind == FaultKind.KILLED_AT_COMMIT) {
      boolean killed =
          new KilledRun(scratch, night.commands().warehouse(), options)
              .after(1 + random.nextInt(MOST_COMMITS), night.times().judged());
      progress.say(killed ? "  killed while it was judged" : "  NOT killed: it was done before");
      return new UnderFault(broken, ingest, Optional.empty(), killed);
    }
    PlayedStep played = night.commands().judge(night.times().judged());
    if (hydrates && played.failure().isEmpty()) {
      fault.begin();
      played = night.commands().hydrateAll(night.times().hydrated());
    }
    progress.say("  judged" + played.failure().map(f -> ": FAILED: " + f).orElse(""));
    return new UnderFault(broken, ingest, Optional.of(played), false);
  }

  private Recovered recover(RehearsedNight night) throws IOException {
    boolean mended = night.deliverMended();
    long from = ticker.nanos();
    boolean again = mended || night.foretold().fails();
    PlayedStep ingest =
        again
            ? night.commands().ingest(night.times().ingestedAgain())
            : new PlayedStep(Optional.empty(), List.of(), Optional.empty());
    boolean resumed = night.profile().fault() == FaultKind.KILLED_AT_COMMIT;
    PlayedStep played =
        Foretold.isHydratedUnder(night.profile())
            ? night.commands().hydrateAll(night.times().recovered())
            : night.commands().judge(resumed ? night.times().judged() : night.times().recovered());
    Duration took = Duration.ofNanos(ticker.nanos() - from);
    progress.say("  recovered in " + took.toMillis() + " ms");
    return new Recovered(night, ingest, played, took);
  }

  private static void checkTime(ChaosProfile profile, Duration took, List<String> broken) {
    if (took.compareTo(profile.recoverWithin()) > 0) {
      broken.add("recovery took " + took + ", longer than " + profile.recoverWithin());
    }
  }

  private static String told(Foretold foretold) {
    return foretold.fails()
        ? "the night cannot be done"
        : foretold.all().isEmpty() ? "no codes" : String.join(", ", foretold.all());
  }
}
