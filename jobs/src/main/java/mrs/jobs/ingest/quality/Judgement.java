package mrs.jobs.ingest.quality;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be said of deliveries beyond the quality of their rows.
 *
 * @param verdicts what makes deliveries suspect
 * @param hints what a feed's owner should know beside that
 */
public record Judgement(List<DeliveryVerdict> verdicts, List<Hint> hints) {
  /** Nothing. */
  public static final Judgement NONE = new Judgement(List.of(), List.of());

  /** Keeps copies. */
  public Judgement {
    verdicts = List.copyOf(verdicts);
    hints = List.copyOf(hints);
  }

  /** Verdicts alone. */
  static Judgement of(List<DeliveryVerdict> verdicts) {
    return new Judgement(verdicts, List.of());
  }

  /** A hint for which the ingest needs a look, if there is one. */
  static Judgement needsLook(Optional<String> line) {
    return new Judgement(List.of(), line.map(l -> new Hint(l, true)).stream().toList());
  }

  /** A hint that is only told, if there is one. */
  static Judgement told(Optional<String> line) {
    return new Judgement(List.of(), line.map(l -> new Hint(l, false)).stream().toList());
  }

  /** Both. */
  public Judgement and(Judgement others) {
    return new Judgement(
        Stream.concat(verdicts.stream(), others.verdicts.stream()).toList(),
        Stream.concat(hints.stream(), others.hints.stream()).toList());
  }
}
