package mrs.jobs.intake.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a delivery can be of, and where in a feed folder it belongs. */
public enum IntakeFeed {
  /** Sales. */
  SALES("sales", ""),
  /** What was known to happen. */
  CONTEXT("context", ""),
  /** A snapshot of the stores. */
  STORES("reference", "stores-"),
  /** A snapshot of the products. */
  PRODUCTS("reference", "products-");

  private final String folder;
  private final String prefix;

  IntakeFeed(String folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** The feed of this word, as it stands in a request. */
  public static Optional<IntakeFeed> of(String word) {
    return Arrays.stream(values()).filter(feed -> feed.word().equals(word)).findFirst();
  }

  /** All words, in the order of the feeds. */
  public static List<String> words() {
    return Arrays.stream(values()).map(IntakeFeed::word).toList();
  }

  /** The sub-folders of a feed folder that deliveries go to. */
  public static List<String> folders() {
    return Arrays.stream(values()).map(IntakeFeed::folder).distinct().toList();
  }

  /** How it is called in requests, answers, records and journals. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The sub-folder of the feed folder. */
  public String folder() {
    return folder;
  }

  /**
   * How the file of a delivery is called there.
   *
   * @param hash some first digits of the SHA-256 of its content, so that two deliveries of one name
   *     are two files
   */
  public String fileName(DeliveryName name, String hash) {
    return prefix + name.with(hash);
  }
}
