package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import mrs.contracts.DetectionTest;
import mrs.contracts.Direction;
import mrs.transforms.detection.reports.Finding;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.OpenReport;
import mrs.transforms.detection.reports.Parts;
import mrs.transforms.detection.reports.Sums;

/** The order in which the fields of remembered reports stand in a payload. */
final class ReportLayout {

  private ReportLayout() {}

  static void write(OpenReport[] reports, DataOutput out) throws IOException {
    for (OpenReport report : reports) {
      out.writeBoolean(report != null);
      if (report != null) {
        write(report, out);
      }
    }
  }

  static void read(OpenReport[] reports, DataInput in) throws IOException {
    for (int i = 0; i < reports.length; i++) {
      reports[i] = in.readBoolean() ? readReport(in) : null;
    }
  }

  private static void write(OpenReport report, DataOutput out) throws IOException {
    out.writeLong(report.first());
    out.writeLong(report.last());
    write(report.cause(), out);
    write(report.sums(), out);
    write(report.after(), out);
    out.writeLong(report.notBefore());
    out.writeLong(report.run());
  }

  private static OpenReport readReport(DataInput in) throws IOException {
    return new OpenReport(
        in.readLong(),
        in.readLong(),
        readFinding(in),
        readSums(in),
        readSums(in),
        in.readLong(),
        in.readLong());
  }

  private static void write(Finding finding, DataOutput out) throws IOException {
    Group group = finding.group();
    out.writeByte(group.test().ordinal());
    out.writeByte(group.direction().ordinal());
    out.writeUTF(group.key());
    out.writeLong(group.start());
    out.writeDouble(group.severity());
    out.writeDouble(group.statistic());
    out.writeDouble(finding.severity());
    out.writeLong(finding.start());
    write(finding.sums(), out);
    out.writeBoolean(finding.ofRun());
  }

  private static Finding readFinding(DataInput in) throws IOException {
    Group group =
        new Group(
            DetectionTest.values()[in.readByte()],
            Direction.values()[in.readByte()],
            in.readUTF(),
            in.readLong(),
            in.readDouble(),
            in.readDouble());
    return new Finding(group, in.readDouble(), in.readLong(), readSums(in), in.readBoolean());
  }

  private static void write(Sums sums, DataOutput out) throws IOException {
    Parts parts = sums.parts();
    double[] values = {
      sums.observed(),
      parts.level(),
      parts.promotion(),
      parts.store(),
      parts.sku(),
      parts.regionDay(),
      sums.scale(),
      sums.variance()
    };
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static Sums readSums(DataInput in) throws IOException {
    double observed = in.readDouble();
    Parts parts =
        new Parts(
            in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    return new Sums(observed, parts, in.readDouble(), in.readDouble());
  }
}
