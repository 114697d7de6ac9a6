package mrs.jobs.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import mrs.contracts.ErrorCode;

/** Lines that no reader may accept, as a faulty export appends them to a delivery. */
record BrokenLines(LocalDate day) {
  private static final int NO_UTF_8 = 0xFF;

  /**
   * A broken line.
   *
   * @param code the reason that its dead letter has to give
   */
  record Broken(String text, ErrorCode code) {}

  /** The lines that are text. */
  List<Broken> texts() {
    String sent = day + "T23:30:00Z";
    return List.of(
        new Broken("S01,P01," + day + ",NaN," + sent, ErrorCode.NOT_FINITE),
        new Broken("S01,P01," + day + ",twelve," + sent, ErrorCode.BAD_TYPE),
        new Broken("S01,P01,2024-13-45,3," + sent, ErrorCode.BAD_TIME),
        new Broken("S01,P01," + day + ",3,2031-01-01T00:00:00Z", ErrorCode.TIME_OUT_OF_RANGE),
        new Broken(",P01," + day + ",3," + sent, ErrorCode.MISSING_VALUE),
        new Broken("S01,P01," + day, ErrorCode.FIELD_COUNT),
        new Broken("S0\"1,P01," + day + ",3," + sent, ErrorCode.BAD_QUOTING));
  }

  /** The codes that the dead letters of {@link #bytes} have to give, one a line. */
  List<ErrorCode> codes() {
    List<ErrorCode> codes = new java.util.ArrayList<>(texts().stream().map(Broken::code).toList());
    codes.add(ErrorCode.BAD_ENCODING);
    return codes;
  }

  /** All of the lines, and one that is no UTF-8. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    texts().forEach(b -> bytes.writeBytes((b.text() + "\n").getBytes(StandardCharsets.UTF_8)));
    bytes.write('S');
    bytes.write(NO_UTF_8);
    bytes.writeBytes(
        (",P01," + day + ",3," + day + "T23:30:00Z\n").getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
