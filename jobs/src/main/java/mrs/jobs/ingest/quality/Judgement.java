package mrs.jobs.ingest.quality;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be said of deliveries beyond the quality of their rows.
 *
 * @param verdicts what makes deliveries suspect
 * @param hints what a feed's owner should know, a line each; nothing is wrong
 */
public record Judgement(List<DeliveryVerdict> verdicts, List<String> hints) {
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

  /** A hint, if there is one. */
  static Judgement hint(Optional<String> line) {
    return new Judgement(List.of(), line.stream().toList());
  }

  /** Both. */
  public Judgement and(Judgement others) {
    return new Judgement(
        Stream.concat(verdicts.stream(), others.verdicts.stream()).toList(),
        Stream.concat(hints.stream(), others.hints.stream()).toList());
  }
}
