package mrs.resilience.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import mrs.resilience.folder.Folder;

/** One life of a process that keeps a {@link TextComponent}: two checkpoints, and what was told. */
final class TextCheckpoints implements Closeable {
  static final int KEPT = 2;

  final TextComponent component = new TextComponent();
  final List<CheckpointEvent> events = new ArrayList<>();
  final AtomicLong nanos = new AtomicLong();
  final ComponentCheckpoints checkpoints;
  Optional<CheckpointHandle> handle = Optional.empty();

  TextCheckpoints(CheckpointStorage storage) {
    checkpoints = new ComponentCheckpoints(storage, KEPT, nanos::get, events::add);
  }

  /** A process that has its state back. */
  static TextCheckpoints start(Folder folder) throws IOException, StateRefused {
    TextCheckpoints started = new TextCheckpoints(FolderCheckpoints.open(folder).orElseThrow());
    try {
      started.attach();
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  void attach() throws IOException, StateRefused {
    handle = Optional.of(checkpoints.attach(component));
  }

  CheckpointEvent.Saved save(String text) throws IOException {
    component.text = text;
    return handle.orElseThrow().save();
  }

  @Override
  public void close() throws IOException {
    checkpoints.close();
  }

  static CheckpointId id(long number) {
    return new CheckpointId(TextComponent.NAME, number);
  }

  static String file(long number) {
    return id(number) + ".ckpt";
  }
}
