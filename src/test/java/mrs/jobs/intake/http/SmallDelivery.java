package mrs.jobs.intake.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Products;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One of many deliveries, of some rows that no other one has: mostly sales, some context, stores
 * and products. Now and then it is of several chunks, as each line has a long note.
 *
 * @param number which one
 * @param seed draws how many rows it has and what they say
 */
record SmallDelivery(int number, long seed) {
  private static final LocalDate FIRST_DAY = LocalDate.parse("2024-01-01");
  private static final int MOST_ROWS = 12;
  private static final int LONG_EACH = 50;
  private static final int NOTE = 4000;

  /** The feed that it is for, as the receiver calls it. */
  String feed() {
    return switch (number % 10) {
      case 1 -> "context";
      case 2 -> "stores";
      case 3 -> "products";
      default -> "sales";
    };
  }

  /** The table that its rows go into. */
  Table table() {
    return switch (feed()) {
      case "context" -> ContextualEvents.TABLE;
      case "stores" -> Stores.TABLE;
      case "products" -> Products.TABLE;
      default -> UnifiedSalesData.TABLE;
    };
  }

  /** What its name in the feed folder begins with. */
  String place() {
    return switch (feed()) {
      case "stores", "products" -> "reference/" + feed() + "-";
      default -> feed() + "/";
    };
  }

  /** Its lines but for the header: what stands in its rows, separated by commas. */
  List<String> rows() {
    Random random = new Random(seed * 7919 + number);
    int rows = isLong() ? 300 + random.nextInt(400) : 1 + random.nextInt(MOST_ROWS);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      lines.add(line(number + "-" + row, random));
    }
    return lines;
  }

  private String line(String id, Random random) {
    LocalDate day = FIRST_DAY.plusDays(random.nextInt(180));
    return switch (feed()) {
      case "context" -> "E" + id + ",promotion," + day + "," + day + "," + day + "T06:00:00Z";
      case "stores" -> "S" + id + ",R" + random.nextInt(5);
      case "products" -> "P" + id + ",C" + random.nextInt(9);
      default ->
          ("S" + number % 40 + ",P" + id + "," + day + "," + random.nextInt(100))
              + ("," + day.plusDays(1) + "T01:00:00Z");
    };
  }

  /** Its bytes. */
  byte[] content() {
    String note = isLong() ? "," + "n".repeat(NOTE) : "";
    StringBuilder text = new StringBuilder(header()).append(isLong() ? ",note" : "").append('\n');
    rows().forEach(row -> text.append(row).append(note).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  private String header() {
    return switch (feed()) {
      case "context" -> "event_id,kind,starts_on,ends_on,received_at";
      case "stores" -> "store_id,region";
      case "products" -> "sku,category_1";
      default -> "store_id,sku,sales_date,units,received_at";
    };
  }

  private boolean isLong() {
    return number % LONG_EACH == 7;
  }

  /** What a delivery is known by. */
  String sha256() {
    return DigestUtils.sha256Hex(content());
  }
}
