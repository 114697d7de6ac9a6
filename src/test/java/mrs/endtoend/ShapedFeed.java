package mrs.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import mrs.contracts.Field;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;

/**
 * A feed of any retailer, cut into a history and nights. Its folder holds {@code feed/sales} (CSV
 * files, gzipped, without quotes, of one header), where it likes {@code feed/reference}, and {@code
 * set.properties}: the keys of {@code conf/mrs.yaml} that this retailer sets.
 *
 * @param name of the folder
 * @param header of the sales
 * @param linesByDay lines of the sales, by their day
 */
record ShapedFeed(
    String name, Path folder, String header, SortedMap<LocalDate, List<String>> linesByDay) {
  private static final int SCALE = 6;

  /** Reads the feed of {@code folder}. */
  static ShapedFeed read(Path folder) throws IOException {
    SortedMap<LocalDate, List<String>> linesByDay = new TreeMap<>();
    String header = "";
    try (Stream<Path> files = Files.list(folder.resolve("feed").resolve("sales"))) {
      for (Path file : files.sorted().toList()) {
        try (BufferedReader lines = new BufferedReader(text(file))) {
          header = lines.readLine();
          int day = column(header, UnifiedSalesData.SALES_DATE);
          lines.lines().forEach(line -> put(linesByDay, line, day));
        }
      }
    }
    return new ShapedFeed(folder.getFileName().toString(), folder, header, linesByDay);
  }

  private static Reader text(Path file) throws IOException {
    InputStream in = new GZIPInputStream(Files.newInputStream(file));
    return new InputStreamReader(in, UTF_8);
  }

  private static void put(SortedMap<LocalDate, List<String>> linesByDay, String line, int day) {
    linesByDay
        .computeIfAbsent(LocalDate.parse(values(line)[day]), d -> new ArrayList<>())
        .add(line);
  }

  private static String[] values(String line) {
    return line.split(",", -1);
  }

  private static int column(String header, Field field) {
    return Arrays.asList(values(header)).indexOf(field.name());
  }

  /** The program's configuration with what this retailer sets. */
  MrsConfig config() {
    Properties set = new Properties();
    Path file = folder.resolve("set.properties");
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        set.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Map<String, String> changes =
        set.stringPropertyNames().stream().collect(Collectors.toMap(k -> k, set::getProperty));
    return ConfigFile.read(Path.of("conf", "mrs.yaml"), changes);
  }

  /** The last {@code nights} days with sales; the first of them is the first night. */
  List<LocalDate> nights(int nights) {
    List<LocalDate> days = List.copyOf(linesByDay.keySet());
    return days.subList(days.size() - nights, days.size());
  }

  /** The last day with sales. */
  LocalDate last() {
    return linesByDay.lastKey();
  }

  /** Delivers the reference data, and the sales of the days before {@code first} in one piece. */
  void deliverHistory(FeedNights nights, LocalDate first) throws IOException {
    Path reference = folder.resolve("feed").resolve("reference");
    if (Files.exists(reference)) {
      Folders.copy(reference, nights.feed().resolve("reference"));
    }
    deliver(nights, "history", linesByDay.headMap(first));
  }

  /** Delivers the sales of {@code night}. */
  void deliverNight(FeedNights nights, LocalDate night) throws IOException {
    deliver(nights, night.toString(), linesByDay.subMap(night, night.plusDays(1)));
  }

  private void deliver(FeedNights nights, String delivery, SortedMap<LocalDate, List<String>> days)
      throws IOException {
    nights.deliver(delivery, header, days.values().stream().flatMap(List::stream).toList());
  }

  /** Units of all lines, each rounded as the program rounds them. */
  BigDecimal units() {
    int units = column(header, UnifiedSalesData.UNITS);
    return linesByDay.values().stream()
        .flatMap(List::stream)
        .map(line -> new BigDecimal(values(line)[units]).setScale(SCALE, RoundingMode.HALF_UP))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Number of lines. */
  long lines() {
    return linesByDay.values().stream().mapToLong(List::size).sum();
  }

  @Override
  public String toString() {
    return name;
  }
}
