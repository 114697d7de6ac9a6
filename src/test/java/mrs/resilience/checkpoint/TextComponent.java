package mrs.resilience.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** A component whose state is a text; version 2 of it, which takes version 1 in capitals. */
final class TextComponent implements Checkpointable {
  static final ComponentName NAME = new ComponentName("text");

  String text = "";
  int version = 2;

  @Override
  public ComponentName name() {
    return NAME;
  }

  @Override
  public int stateVersion() {
    return version;
  }

  @Override
  public byte[] state() {
    return text.getBytes(UTF_8);
  }

  @Override
  public void restore(int version, byte[] state) throws StateRefused {
    if (version < 1) {
      throw new StateRefused("version " + version + " is from before the flood");
    }
    String found = new String(state, UTF_8);
    text = version == 1 ? found.toLowerCase(Locale.ROOT) : found;
  }
}
