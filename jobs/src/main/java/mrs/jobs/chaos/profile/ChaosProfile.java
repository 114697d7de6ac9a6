package mrs.jobs.chaos.profile;

import java.time.Duration;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.OptionalInput;

/**
 * A fault to be rehearsed.
 *
 * @param name of its file, without {@code .yaml}
 * @param description one sentence for people
 * @param input what it is aimed at; present exactly where the kind of fault takes one
 * @param column that a drifted delivery lacks
 * @param delay of each access to a slow store; zero otherwise
 * @param recoverWithin the objective: how long recovery may take
 */
public record ChaosProfile(
    String name,
    String description,
    FaultKind fault,
    Optional<OptionalInput> input,
    Optional<Field> column,
    Duration delay,
    Duration recoverWithin) {}
