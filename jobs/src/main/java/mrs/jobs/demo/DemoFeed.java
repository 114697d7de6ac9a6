package mrs.jobs.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;
import mrs.contracts.Products;
import mrs.contracts.Stores;
import mrs.contracts.UnifiedSalesData;

/**
 * The demo's retailer as a feed folder: the history at once, then one delivery a night. The same
 * scale and seed give the same files, byte for byte once decompressed.
 */
public final class DemoFeed {
  /** The seed that {@code mrs demo} plays. */
  public static final long SEED = 20240603;

  private static final List<Field> SALES_HEADER =
      List.of(
          UnifiedSalesData.STORE_ID,
          UnifiedSalesData.SKU,
          UnifiedSalesData.SALES_DATE,
          UnifiedSalesData.UNITS,
          UnifiedSalesData.RECEIVED_AT);

  private static final List<Field> CONTEXT_HEADER =
      List.of(
          ContextualEvents.EVENT_ID,
          ContextualEvents.KIND,
          ContextualEvents.REGION,
          ContextualEvents.STORE_ID,
          ContextualEvents.SKU,
          ContextualEvents.STARTS_ON,
          ContextualEvents.ENDS_ON,
          ContextualEvents.MAGNITUDE,
          ContextualEvents.RECEIVED_AT);

  private static final List<Field> STORES_HEADER =
      List.of(Stores.STORE_ID, Stores.REGION, Stores.STORE_GROUP);

  private static final List<Field> PRODUCTS_HEADER =
      List.of(Products.SKU, Products.CATEGORY_1, Products.CATEGORY_2, Products.CATEGORY_3);

  private final Scale scale;
  private final Retailer retailer;
  private final Script script;
  private final SalesDeliveries deliveries;
  private final ContextRows context;

  /** The retailer of this size, as {@code seed} draws it. */
  public DemoFeed(Scale scale, long seed) {
    this.scale = scale;
    this.retailer = Retailer.of(scale, seed);
    this.script = Script.of(scale, retailer);
    Calendar calendar = Calendar.of(scale, retailer, seed);
    this.deliveries = new SalesDeliveries(retailer, new Sales(seed, calendar, script), script);
    this.context = new ContextRows(retailer, calendar, script);
  }

  /** How large it is, and its dates. */
  public Scale scale() {
    return scale;
  }

  /** What happens in it. */
  Script script() {
    return script;
  }

  /** Series that the retailer has. */
  public int series() {
    return retailer.series().size();
  }

  /** Writes the reference data and the days before the first played night into {@code folder}. */
  public void deliverHistory(Path folder) {
    write(folder.resolve("reference/stores.csv"), STORES_HEADER, storeLines(), new byte[0]);
    write(folder.resolve("reference/products.csv"), PRODUCTS_HEADER, productLines(), new byte[0]);
    scale.firstDay().datesUntil(scale.day(1)).forEach(day -> writeSales(folder, day));
    List<String> told =
        scale
            .firstDay()
            .datesUntil(scale.day(1))
            .flatMap(d -> context.linesOf(d).stream())
            .toList();
    write(folder.resolve("context/history.csv.gz"), CONTEXT_HEADER, told, new byte[0]);
  }

  /** Writes the delivery of night {@code n} (1 is the first) into {@code folder}. */
  public void deliverNight(Path folder, int n) {
    LocalDate day = scale.day(n);
    writeSales(folder, day);
    Path file = folder.resolve("context/" + day + ".csv.gz");
    write(file, CONTEXT_HEADER, context.linesOf(day), new byte[0]);
  }

  private void writeSales(Path folder, LocalDate day) {
    boolean broken = day.equals(scale.day(Script.BROKEN_NIGHT));
    write(
        folder.resolve("sales/" + day + ".csv.gz"),
        SALES_HEADER,
        deliveries.linesOf(day),
        broken ? new BrokenLines(day).bytes() : new byte[0]);
  }

  private List<String> storeLines() {
    return retailer.stores().stream()
        .map(s -> String.join(",", s.id(), s.region(), s.group()))
        .toList();
  }

  private List<String> productLines() {
    return retailer.skus().stream()
        .map(a -> String.join(",", a.id(), "food", a.category(), a.category() + "-" + a.id()))
        .toList();
  }

  private static void write(Path file, List<Field> header, List<String> lines, byte[] rest) {
    String names = header.stream().map(Field::name).collect(Collectors.joining(","));
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = open(file)) {
        out.write((names + "\n").getBytes(UTF_8));
        for (String line : lines) {
          out.write((line + "\n").getBytes(UTF_8));
        }
        out.write(rest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
  }
}
