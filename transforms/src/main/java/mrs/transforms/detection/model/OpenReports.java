package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import mrs.contracts.Direction;
import mrs.transforms.detection.reports.OpenReport;

/** What is reported of each series in each direction; null where there is nothing. */
final class OpenReports implements Serializable {

  private final OpenReport[][] byDirection;

  /** None yet, of so many series. */
  OpenReports(int series) {
    byDirection = new OpenReport[Direction.values().length][series];
  }

  /** Those of one direction, to be changed. */
  OpenReport[] of(Direction direction) {
    return byDirection[direction.ordinal()];
  }

  /** The reports at {@code places} of these; -1 gives none. */
  OpenReports rearranged(int[] places) {
    OpenReports moved = new OpenReports(places.length);
    for (int d = 0; d < byDirection.length; d++) {
      for (int i = 0; i < places.length; i++) {
        moved.byDirection[d][i] = places[i] < 0 ? null : byDirection[d][places[i]];
      }
    }
    return moved;
  }

  /** Takes over all others, to {@code places} of these. */
  void take(OpenReports other, int[] places) {
    for (int d = 0; d < byDirection.length; d++) {
      for (int i = 0; i < places.length; i++) {
        byDirection[d][places[i]] = other.byDirection[d][i];
      }
    }
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    for (OpenReport[] reports : byDirection) {
      for (OpenReport report : reports) {
        out.writeBoolean(report != null);
        if (report != null) {
          report.write(out);
        }
      }
    }
  }

  /** Reads what {@link #write} wrote, of so many series. */
  static OpenReports read(int series, DataInput in) throws IOException {
    OpenReports all = new OpenReports(series);
    for (OpenReport[] reports : all.byDirection) {
      for (int i = 0; i < series; i++) {
        reports[i] = in.readBoolean() ? OpenReport.read(in) : null;
      }
    }
    return all;
  }
}
