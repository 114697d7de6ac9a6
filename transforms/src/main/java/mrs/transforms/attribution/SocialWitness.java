package mrs.transforms.attribution;

import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Direction;

/** Talk of an article, from the day before a rise on. */
record SocialWitness() implements Witness {
  private static final String KIND = "social";

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    if (group.direction() != Direction.UP) {
      return Stream.empty();
    }
    return group.reports().stream()
        .flatMap(r -> r.of(KIND).filter(c -> c.overlaps(r.first() - 1, r.last())))
        .map(c -> c.magnitude().orElse(1.0))
        .filter(mentions -> mentions > 0)
        .max(Double::compare)
        .map(
            most ->
                new Testimony(
                    Cause.VIRAL, 0.85, "up to " + Phrase.amount(most) + " mentions a day"))
        .stream();
  }
}
