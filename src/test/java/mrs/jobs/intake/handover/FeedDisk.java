package mrs.jobs.intake.handover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.ForgetfulFolder;

/** A feed folder on a disk that forgets, which can be away. */
final class FeedDisk implements FeedTarget {
  private final Map<String, ForgetfulFolder> folders = new TreeMap<>();
  private ForgetfulFolder.Fault fault = (operation, name) -> {};
  private UnaryOperator<Folder> asSeen = folder -> folder;
  private boolean away;

  /** Has every folder that is opened from here on seen through {@code process}. */
  void seenBy(UnaryOperator<Folder> process) {
    asSeen = process;
  }

  void away(boolean is) {
    away = is;
  }

  boolean isAway() {
    return away;
  }

  void fail(ForgetfulFolder.Fault other) {
    fault = other;
  }

  /** The power of the machine with the feed folder is cut. */
  void cutPower(Random random) {
    folders.replaceAll((sub, folder) -> withFaults(folder.afterPowerCut(random)));
  }

  /** Somebody empties the feed folder. */
  void empty() {
    folders.clear();
  }

  private ForgetfulFolder withFaults(ForgetfulFolder folder) {
    folder.fail(
        (operation, name) -> {
          check();
          fault.before(operation, name);
        });
    return folder;
  }

  private void check() throws IOException {
    if (away) {
      throw new IOException("the feed folder is away");
    }
  }

  @Override
  public boolean has(String subFolder) {
    return !away && folders.containsKey(subFolder);
  }

  @Override
  public Folder open(String subFolder) throws IOException {
    check();
    return asSeen.apply(
        folders.computeIfAbsent(subFolder, sub -> withFaults(new ForgetfulFolder())));
  }

  /** Files that ingest would see, with their content. */
  Map<String, String> visible() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Map.Entry<String, ForgetfulFolder> sub : folders.entrySet()) {
      ForgetfulFolder still = sub.getValue().copy();
      for (String name : still.names()) {
        if (!name.startsWith(".")) {
          files.put(
              sub.getKey() + "/" + name,
              new String(still.content(name), StandardCharsets.US_ASCII));
        }
      }
    }
    return files;
  }

  /** Names of files that ingest would not see. */
  Map<String, Long> hidden() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    for (Map.Entry<String, ForgetfulFolder> sub : folders.entrySet()) {
      ForgetfulFolder still = sub.getValue().copy();
      for (String name : still.names()) {
        if (name.startsWith(".")) {
          files.put(sub.getKey() + "/" + name, still.size(name));
        }
      }
    }
    return files;
  }
}
