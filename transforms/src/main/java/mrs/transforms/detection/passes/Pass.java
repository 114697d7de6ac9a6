package mrs.transforms.detection.passes;

import java.io.Serializable;

/**
 * A step of judging that needs the whole region: each task contributes what its own series show,
 * and goes on from what all contributed. Both may move the task's own state, so that the order of
 * passes, and that each is asked once, is part of what they mean: a test that moves its runs on by
 * the day does so as it contributes them.
 *
 * @param type what is contributed
 * @param contributor gives what this task's series show
 * @param receiver goes on from what all contributed
 */
public record Pass<M extends Message<M>>(
    Class<M> type, Contribute<M> contributor, Receive<M> receiver) implements Serializable {

  /** What this task's series show. */
  public interface Contribute<M> extends Serializable {
    M contribute();
  }

  /** Goes on from what all contributed. */
  public interface Receive<M> extends Serializable {
    void receive(M all);
  }

  /** What this task's series show; to be asked once. */
  public Contribution contribute() {
    return new Contribution.Given<>(type, contributor.contribute());
  }

  /** Goes on from what all contributed to this pass. */
  public void receive(Contribution all) {
    receiver.receive(all.message(type));
  }

  /** The same, and {@code after} when all was received. */
  public Pass<M> then(Receive<M> after) {
    return new Pass<>(
        type,
        contributor,
        all -> {
          receiver.receive(all);
          after.receive(all);
        });
  }
}
