package mrs.jobs.ingest.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mrs.contracts.Table;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFormat;
import mrs.jobs.ingest.feed.Fingerprint;
import org.apache.hadoop.conf.Configuration;

/** A file as the parser reads it, for tests: what came out, and shorthands for looking at it. */
public record ParsedFile(List<Parsed.Good> rows, List<Parsed.Dead> dead, Parsed.Summary summary) {
  /** What "now" is for the parser in tests. */
  public static final Instant NOW = Instant.parse("2024-06-26T02:00:00Z");

  private static final Configuration HADOOP = new Configuration();

  /** Writes {@code content} to a file of this name and parses it as a delivery of {@code table}. */
  public static ParsedFile of(Table table, String name, byte[] content) {
    try {
      Path folder = Files.createTempDirectory("delivery");
      Path file = Files.write(folder.resolve(name), content);
      ParsedFile parsed = of(table, file);
      Files.delete(file);
      Files.delete(folder);
      return parsed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses {@code file} as a delivery of {@code table}. */
  public static ParsedFile of(Table table, Path file) {
    String name = file.getFileName().toString();
    FeedFile delivered =
        new FeedFile(
            file.toUri().toString(),
            name,
            table.name(),
            FeedFormat.of(name).orElseThrow(),
            file.toFile().length());
    Delivery delivery = new Delivery(1, delivered, Fingerprint.of(delivered, HADOOP));
    List<Parsed.Good> rows = new ArrayList<>();
    List<Parsed.Dead> dead = new ArrayList<>();
    DeliveryParser parser = DeliveryParser.open(delivery, new Plausible(NOW), false, HADOOP);
    while (true) {
      Parsed next = parser.next();
      if (next instanceof Parsed.Good row) {
        rows.add(row);
      } else if (next instanceof Parsed.Dead letter) {
        dead.add(letter);
      } else {
        return new ParsedFile(rows, dead, (Parsed.Summary) next);
      }
    }
  }

  /** Lines ended by LF, in UTF-8. */
  public static byte[] lines(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** {@code content}, compressed. */
  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Dead letters as "line CODE". */
  public List<String> faults() {
    return dead.stream().map(d -> d.line() + " " + d.code()).toList();
  }

  /** What was noted of values, as "column kind records example". */
  public List<String> remarks() {
    return summary.remarks().stream()
        .map(r -> r.column() + " " + r.kind().word() + " " + r.records() + " " + r.example())
        .toList();
  }

  /** What the dead letters say. */
  public List<String> texts() {
    return dead.stream().map(Parsed.Dead::text).toList();
  }

  /** Rows as "line value,value,…", NULLs as nothing. */
  public List<String> values() {
    return rows.stream().map(ParsedFile::shown).toList();
  }

  private static String shown(Parsed.Good row) {
    StringBuilder text = new StringBuilder().append(row.line());
    for (int i = 0; i < row.values().length; i++) {
      Object value = row.values()[i];
      text.append(i == 0 ? ' ' : ',').append(value == null ? "" : value);
    }
    return text.toString();
  }
}
