package mrs.jobs.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.jobs.Problem;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.ingest.feed.Sha256;
import mrs.transforms.attribution.Calibration;

/** Fits a calibration to labelled reports: counts how often which evidence was right. */
final class FitCalibration {
  /** Reports that were grouped have one cause: so many of them count as cases of their own. */
  private static final int MOST_OF_A_GROUP = 10;

  private static final int VERSION_CHARS = 12;

  private FitCalibration() {}

  static Calibration of(List<MeasureQuality.Explained> explained) {
    Map<List<String>, Integer> ofGroup = new HashMap<>();
    List<Calibration.Count> counts = new ArrayList<>();
    for (MeasureQuality.Explained one : explained) {
      Optional<String> evidence = one.report().evidence();
      if (evidence.isPresent()
          && ofGroup.merge(
                  List.of(one.report().event().orElse(""), evidence.get()), 1, Integer::sum)
              <= MOST_OF_A_GROUP) {
        String cause = one.report().cause().orElseThrow();
        counts.add(new Calibration.Count(evidence.get(), cause, one.right() ? 1 : 0, 1));
      }
    }
    String fitted =
        counts.size()
            + " labelled reports; of one reported event at most "
            + MOST_OF_A_GROUP
            + " count for one pattern of evidence";
    Calibration unnamed = new Calibration("", fitted, counts);
    String content = Sha256.hex(unnamed.toString().getBytes(StandardCharsets.UTF_8));
    return new Calibration(
        "fitted-" + content.substring(0, VERSION_CHARS), fitted, unnamed.counts());
  }

  static void write(Calibration calibration, Path to) {
    try {
      Files.writeString(to, ConfigFile.yaml(calibration), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Problem.refused("the file " + to + " exists", "name a new one with --fit");
    } catch (IOException e) {
      throw Problem.failed(
          "the calibration cannot be written to " + to + ": " + e, "name another file", e);
    }
  }
}
