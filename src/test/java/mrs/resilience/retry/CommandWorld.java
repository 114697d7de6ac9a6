package mrs.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What commands change, and what outlasts every process: it knows which were carried out, how often
 * each was tried and which letters were taken. The first letter of an id says what becomes of it:
 * <b>d</b>one at once; <b>g</b>oes at the third try; <b>b</b>usy twice, then done; <b>f</b>ails
 * always; <b>r</b>efused.
 */
final class CommandWorld {
  static final String KINDS = "dgbfr";

  final Set<String> done = new HashSet<>();
  final Map<String, Integer> tries = new HashMap<>();
  final Map<String, Integer> letters = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> lastPlace = new HashMap<>();
  private int offers;

  /** A command is offered to the queue, behind all that were offered before. */
  void offered(String id) {
    places.put(id, ++offers);
  }

  CommandOutcome carryOut(Command command) {
    String id = command.id();
    int place = places.get(id);
    assertThat(place)
        .as("place of " + id + " in " + command.key())
        .isGreaterThanOrEqualTo(lastPlace.getOrDefault(command.key(), 0));
    lastPlace.put(command.key(), place);
    int n = tries.merge(id, 1, Integer::sum);
    return switch (id.charAt(0)) {
      case 'f' -> new CommandOutcome.Failed("away");
      case 'r' -> new CommandOutcome.Refused("never");
      case 'g' -> n < 3 ? new CommandOutcome.Failed("away") : done(id);
      case 'b' -> n < 3 ? new CommandOutcome.Busy() : done(id);
      default -> done(id);
    };
  }

  void take(DeadLetter letter) {
    String id = letter.command().id();
    assertThat(id.charAt(0)).isIn('f', 'r');
    assertThat(letter.attempts()).hasSize(id.charAt(0) == 'f' ? 5 : 1);
    letters.merge(id, 1, Integer::sum);
  }

  boolean isFinished(String id) {
    return done.contains(id) || letters.containsKey(id);
  }

  private CommandOutcome done(String id) {
    done.add(id);
    return new CommandOutcome.Done();
  }
}
