package mrs.jobs.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a power cut at one moment may leave.
 *
 * @param event the sync before which the power goes
 * @param acknowledged by table, the newest version that was acknowledged before
 * @param onlySynced what is left if nothing is that was not synced
 * @param some what is left if some of that is, too
 */
public record PowerCut(
    int event, Map<String, Long> acknowledged, List<Left> onlySynced, List<Left> some) {

  /** The first {@code bytes} of {@code of} and then so many {@code zeros}. */
  record Content(Path of, long bytes, long zeros) {}

  /** A file that is left, or, without content, a folder. */
  public record Left(Path path, Content content) {
    static Left folder(Path path) {
      return new Left(path, null);
    }
  }

  /** Those of {@code left} that lie in {@code folder}. */
  public static List<Left> in(List<Left> left, Path folder) {
    return left.stream().filter(l -> l.path().startsWith(folder)).toList();
  }

  /** Puts what is left into the folder {@code to}. */
  public static void make(List<Left> left, Path to) throws IOException {
    for (Left each : left) {
      Path target = to.resolve(each.path());
      if (each.content() == null) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(target.getParent());
        byte[] bytes = Files.readAllBytes(each.content().of());
        byte[] kept = Arrays.copyOf(bytes, (int) each.content().bytes());
        Files.write(target, Arrays.copyOf(kept, kept.length + (int) each.content().zeros()));
      }
    }
  }
}
