package mrs.jobs.chaos.parts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.profile.ChaosVerdict;
import mrs.jobs.chaos.profile.FaultKind;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.jobs.messages.Problem;
import mrs.resilience.Ticker;

/** Rehearses the profiles of parts: no warehouse is asked for. */
public record PartRehearsal(ScratchFolder scratch, Ticker ticker) {

  /** Rehearses {@code profile}; its chance comes from {@code seed} alone. */
  public ChaosVerdict play(ChaosProfile profile, long seed) {
    try {
      PartOutcome outcome = part(profile.fault()).play(scratch, new Random(seed), ticker);
      List<String> broken = new ArrayList<>(outcome.broken());
      if (outcome.lost() > 0) {
        broken.add(outcome.lost() + " are lost and no event tells it");
      }
      if (outcome.took().compareTo(profile.recoverWithin()) > 0) {
        broken.add("recovery took " + outcome.took() + ", longer than " + profile.recoverWithin());
      }
      return new ChaosVerdict(
          profile,
          seed,
          new ChaosVerdict.Costs(outcome.predicted(), outcome.found()),
          outcome.lost(),
          outcome.took(),
          broken);
    } catch (IOException e) {
      throw Problem.failed(
          "the rehearsal of " + profile.name() + " could not go on: " + e,
          "check that the disk of " + scratch.root() + " is writable and not full",
          e);
    }
  }

  private static DamagedPart part(FaultKind fault) {
    return switch (fault) {
      case CHECKPOINT_CORRUPT -> new CheckpointPart();
      case SEGMENT_CORRUPT -> new SegmentPart();
      case CACHE_CORRUPT -> new CachePart();
      default -> throw new IllegalArgumentException(fault.word() + " is of no part");
    };
  }
}
