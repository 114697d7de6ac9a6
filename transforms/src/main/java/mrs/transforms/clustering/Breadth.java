package mrs.transforms.clustering;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import mrs.contracts.Words;

/** Over how many stores and articles a group extends. */
enum Breadth implements Words {
  /** One article in one store. */
  ONE_SERIES("one series"),
  /** One article in fewer than {@link #MANY} stores. */
  SEVERAL_STORES("one article in several stores"),
  /** One article in at least {@link #MANY} stores. */
  MANY_STORES("one article in many stores"),
  /** Fewer than {@link #MANY} articles of one store. */
  SEVERAL_ARTICLES("several articles of one store"),
  /** At least {@link #MANY} articles of one store. */
  MANY_ARTICLES("many articles of one store"),
  /** Articles of one store that share their category, which has to be known of all of them. */
  ONE_CATEGORY("articles of one category in one store"),
  /** Several articles in several stores. */
  BROAD("several articles in several stores"),
  /** Several articles in several stores that share their category. */
  BROAD_CATEGORY("articles of one category in several stores");

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
      return ofOneArticle(stores.size());
    }
    boolean alike = categories.size() == 1 && !categories.contains("");
    if (stores.size() > 1) {
      return alike ? BROAD_CATEGORY : BROAD;
    }
    if (alike) {
      return ONE_CATEGORY;
    }
    return skus.size() < MANY ? SEVERAL_ARTICLES : MANY_ARTICLES;
  }

  private static Breadth ofOneArticle(int stores) {
    if (stores == 1) {
      return ONE_SERIES;
    }
    return stores < MANY ? SEVERAL_STORES : MANY_STORES;
  }
}
