package mrs.jobs.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.messages.Problem;
import mrs.transforms.attribution.Calibration;
import org.apache.commons.codec.digest.DigestUtils;

/** Fits a calibration to labelled reports: counts how often which evidence was right. */
final class FitCalibration {
  private static final int VERSION_CHARS = 12;

  private FitCalibration() {}

  static Calibration of(List<MeasureQuality.Explained> explained) {
    List<Calibration.Count> counts =
        Calibration.counts(
            explained.stream()
                .filter(e -> e.report().evidence().isPresent())
                .map(FitCalibration::asCase)
                .toList());
    String fitted =
        counts.size()
            + " labelled reports; of one reported event at most "
            + Calibration.MOST_OF_A_GROUP
            + " count for one pattern of evidence";
    Calibration unnamed = new Calibration("", fitted, counts);
    String content = DigestUtils.sha256Hex(unnamed.toString().getBytes(StandardCharsets.UTF_8));
    return new Calibration(
        "fitted-" + content.substring(0, VERSION_CHARS), fitted, unnamed.counts());
  }

  private static Calibration.Case asCase(MeasureQuality.Explained explained) {
    Answered report = explained.report();
    return new Calibration.Case(
        report.event().orElse(report.id()),
        report.evidence().orElseThrow(),
        report.cause().orElseThrow(),
        explained.right());
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
