package mrs.jobs.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mrs.jobs.chaos.night.NightRehearsal;
import mrs.jobs.chaos.parts.PartRehearsal;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.profile.ChaosVerdict;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.Ticker;

/**
 * Rehearses profiles, each in a scratch folder made anew for it and deleted after it.
 *
 * @param folder where the warehouse lies that is copied
 * @param warehouse opens it; not asked for by profiles of parts
 * @param scratch where faults are made; never in the warehouse or around it
 * @param options of the command, for a process of its own
 */
public record RunChaos(
    Path folder,
    Supplier<Warehouse> warehouse,
    MrsConfig config,
    Path scratch,
    List<String> options,
    Progress progress) {

  /**
   * Makes the scratch folder and deletes it, so that one that cannot be used is told of first.
   *
   * @throws Problem if it cannot be used
   */
  public void checkScratch() {
    ScratchFolder.make(scratch, Optional.of(folder)).delete();
  }

  /** Rehearses {@code profile}; its chance comes from {@code seed} alone. */
  public ChaosVerdict play(ChaosProfile profile, long seed) {
    ScratchFolder made = ScratchFolder.make(scratch, Optional.of(folder));
    try {
      progress.say(profile.name() + ", seed " + seed + ": " + profile.description());
      Ticker ticker = Ticker.ofTheMachine();
      return profile.fault().isOfAPart()
          ? new PartRehearsal(made, ticker).play(profile, seed)
          : new NightRehearsal(warehouse.get(), config, made, options, progress, ticker)
              .play(profile, seed);
    } finally {
      made.delete();
    }
  }
}
