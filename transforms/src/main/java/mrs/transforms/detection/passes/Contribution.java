package mrs.transforms.detection.passes;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What goes from a task to all others in a pass, and back: its message, or why there is none. */
public sealed interface Contribution extends Serializable {

  /** The message of a pass, with its type, by which a pass knows its own. */
  record Given<M extends Message<M>>(Class<M> type, M content) implements Contribution {

    @Override
    public <T extends Message<T>> T message(Class<T> wanted) {
      return wanted.cast(content);
    }

    @Override
    public Optional<Fault> fault() {
      return Optional.empty();
    }

    private Given<M> merged(List<Contribution> others) {
      others.forEach(other -> content.merge(other.message(type)));
      content.finish();
      return this;
    }
  }

  /** A part of the region cannot be judged, so that all of it cannot. */
  record Failed(Fault reason) implements Contribution {

    @Override
    public <T extends Message<T>> T message(Class<T> wanted) {
      throw new IllegalStateException("The region has failed: " + reason.message());
    }

    @Override
    public Optional<Fault> fault() {
      return Optional.of(reason);
    }
  }

  /** The message, which has to be of this type. */
  <T extends Message<T>> T message(Class<T> wanted);

  /** Why the region cannot be judged; empty as long as it can. */
  Optional<Fault> fault();

  /**
   * What all tasks of a region contributed; {@code parts} must not be used afterwards. Where one
   * has failed, the rest does not matter.
   */
  static Contribution together(List<Contribution> parts) {
    Optional<Fault> failed =
        parts.stream().flatMap(p -> p.fault().stream()).min(Comparator.comparing(Fault::message));
    if (failed.isPresent()) {
      return new Failed(failed.get());
    }
    Fault.Judged<Contribution> all = Fault.guarded(() -> merged(parts));
    return all.fault()
        .<Contribution>map(Failed::new)
        .orElseGet(() -> Objects.requireNonNull(all.value()));
  }

  private static Contribution merged(List<Contribution> parts) {
    List<Contribution> others = parts.subList(1, parts.size());
    return parts.get(0) instanceof Given<?> first ? first.merged(others) : parts.get(0);
  }
}
