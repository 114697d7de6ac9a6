package mrs.transforms.clustering;

import mrs.contracts.Words;

/** For how many days a group departs. */
enum Duration implements Words {
  /** One. */
  ONE_DAY("1 day", 1),
  /** Up to four. */
  SOME_DAYS("2-4 days", 4),
  /** Up to thirteen. */
  WEEK("5-13 days", 13),
  /** Two weeks or more. */
  WEEKS("14 days or more", Integer.MAX_VALUE);

  private final String word;
  private final int most;

  Duration(String word, int most) {
    this.word = word;
    this.most = most;
  }

  @Override
  public String word() {
    return word;
  }

  static Duration of(int days) {
    for (Duration band : values()) {
      if (days <= band.most) {
        return band;
      }
    }
    return WEEKS;
  }
}
