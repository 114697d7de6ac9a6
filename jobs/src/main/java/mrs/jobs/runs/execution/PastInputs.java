package mrs.jobs.runs.execution;

import java.time.Instant;
import java.util.Optional;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.Deliveries;
import mrs.transforms.Availability;

/**
 * The optional inputs of hydration as a run of a past moment would have found them in what is
 * stored now: rows and runs of a later time do not count.
 */
public record PastInputs(CommittedRows committed, MrsConfig config) {

  /** How they are found at {@code time}. Hydration reads no feed, so deliveries do not matter. */
  public Availability asOf(Instant time) {
    InputFacts facts =
        new StoredInputs(
            committed.tables(), committed.ledger(), Deliveries.NONE, Optional.of(time));
    return new InputMatrix(config).look(Stage.HYDRATION, facts, time).availability();
  }
}
