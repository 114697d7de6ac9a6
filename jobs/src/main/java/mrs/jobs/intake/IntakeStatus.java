package mrs.jobs.intake;

import java.time.Instant;
import mrs.jobs.intake.handover.HandOverProgress;
import mrs.resilience.spool.SpoolStatistics;

/**
 * How an intake does at one moment.
 *
 * @param spool what waits
 * @param diskBytes how much of the disk the spool may have
 * @param progress how the hand-over gets on
 * @param isSound whether the ledger and the journal are known to have all that they should
 * @param canKeep false if what came last could not be put on the disk for certain
 * @param pendingEvents how many events nobody has taken over yet
 */
public record IntakeStatus(
    Instant at,
    SpoolStatistics spool,
    long diskBytes,
    HandOverProgress progress,
    boolean isSound,
    boolean canKeep,
    long pendingEvents) {}
