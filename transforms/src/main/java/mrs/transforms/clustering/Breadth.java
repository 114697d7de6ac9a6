package mrs.transforms.clustering;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import mrs.contracts.Words;

/** Over how many stores and SKUs a group extends. */
enum Breadth implements Words {
  /** One SKU in one store. */
  ONE_SERIES("one series"),
  /** One SKU in fewer than {@link #MANY} stores. */
  SEVERAL_STORES("one SKU in several stores"),
  /** One SKU in at least {@link #MANY} stores. */
  MANY_STORES("one SKU in many stores"),
  /** Fewer than {@link #MANY} SKUs of one store. */
  SEVERAL_SKUS("several SKUs of one store"),
  /** At least {@link #MANY} SKUs of one store. */
  MANY_SKUS("many SKUs of one store"),
  /** SKUs of one store that share their category, which has to be known of all of them. */
  ONE_CATEGORY("SKUs of one category in one store"),
  /** Several SKUs in several stores. */
  BROAD("several SKUs in several stores"),
  /** Several SKUs in several stores that share their category. */
  BROAD_CATEGORY("SKUs of one category in several stores");

  private static final int MANY = 5;

  private final String word;

  Breadth(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** The breadth of a group with these members. */
  static Breadth of(Collection<Member> members) {
    Set<String> stores = new HashSet<>();
    Set<String> skus = new HashSet<>();
    Set<String> categories = new HashSet<>();
    for (Member member : members) {
      stores.add(member.storeId());
      skus.add(member.sku());
      categories.add(Objects.requireNonNullElse(member.category(), ""));
    }
    if (skus.size() == 1) {
      return ofOneSku(stores.size());
    }
    boolean alike = categories.size() == 1 && !categories.contains("");
    if (stores.size() > 1) {
      return alike ? BROAD_CATEGORY : BROAD;
    }
    if (alike) {
      return ONE_CATEGORY;
    }
    return skus.size() < MANY ? SEVERAL_SKUS : MANY_SKUS;
  }

  private static Breadth ofOneSku(int stores) {
    if (stores == 1) {
      return ONE_SERIES;
    }
    return stores < MANY ? SEVERAL_STORES : MANY_STORES;
  }
}
