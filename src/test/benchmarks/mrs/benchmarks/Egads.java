package mrs.benchmarks;

import com.yahoo.egads.data.Anomaly;
import com.yahoo.egads.data.TimeSeries;
import com.yahoo.egads.models.adm.KSigmaModel;
import com.yahoo.egads.models.tsmm.OlympicModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import mrs.transforms.detection.RunDetector.Found;

/**
 * EGADS' Olympic model of the last weeks with its k-sigma detector, series by series. It looks at
 * the whole series at once, later days too.
 */
final class Egads {
  private static final long DAY_SECONDS = 86_400;

  private Egads() {}

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("NUM_WEEKS", "4");
    properties.setProperty("NUM_TO_DROP", "0");
    properties.setProperty("DYNAMIC_PARAMETERS", "0");
    properties.setProperty("TIME_SHIFTS", "0");
    // In values, which are days.
    properties.setProperty("BASE_WINDOWS", "7");
    properties.setProperty("MAX_ANOMALY_TIME_AGO", "99999999");
    properties.setProperty("DETECTION_WINDOW_START_TIME", "0");
    properties.setProperty("AUTO_SENSITIVITY_ANOMALY_PCNT", "0.05");
    properties.setProperty("AUTO_SENSITIVITY_SD", "1.0");
    return properties;
  }

  static List<Found> reports(SalesFeed feed) throws Exception {
    List<Found> found = new ArrayList<>();
    for (var series : feed.units().entrySet()) {
      TimeSeries.DataSequence observed = new TimeSeries.DataSequence();
      TimeSeries.DataSequence expected = new TimeSeries.DataSequence();
      double[] units = series.getValue();
      for (int t = 0; t < units.length; t++) {
        long time = (feed.first().toEpochDay() + t) * DAY_SECONDS;
        float value = Double.isNaN(units[t]) ? 0 : (float) units[t];
        observed.add(new TimeSeries.Entry(time, value));
        expected.add(new TimeSeries.Entry(time, value));
      }
      observed.setLogicalIndices(observed.get(0).time, DAY_SECONDS);
      expected.setLogicalIndices(observed.get(0).time, DAY_SECONDS);
      OlympicModel model = new OlympicModel(properties());
      model.train(observed);
      model.predict(expected);
      KSigmaModel detector = new KSigmaModel(properties());
      detector.tune(observed, expected);
      for (Anomaly.Interval interval : detector.detect(observed, expected)) {
        long day = interval.startTime / DAY_SECONDS;
        if (day >= feed.judgedFrom()) {
          found.add(new Found(series.getKey(), day, day, score(interval)));
        }
      }
    }
    return found;
  }

  /** How far its errors are beyond their thresholds, by the error that is furthest. */
  private static double score(Anomaly.Interval interval) {
    double most = 0;
    for (int k = 0; k < interval.anomalyScore.length; k++) {
      double score = Math.abs(interval.anomalyScore[k]);
      double threshold = Math.abs(interval.thresholdScore[k]);
      most = Math.max(most, threshold > 0 && Double.isFinite(score) ? score / threshold : 0);
    }
    return most;
  }
}
