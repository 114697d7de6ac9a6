package mrs.transforms.attribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.Cause;
import mrs.transforms.attribution.evidence.EvidencePattern;

/**
 * How likely a proposed cause is right: how often causes with the same pattern of evidence were
 * right before, as far as that is known. A pattern with few cases leans on those of its cause, and
 * a cause with few on all; but one of a group that was hardly compared with others leans on
 * nothing.
 *
 * @param version its name, which every row that was written with it carries
 * @param fitted in words, what it was fitted to and how
 * @param counts of labelled reports; each pattern once
 */
public record Calibration(String version, String fitted, List<Count> counts)
    implements Serializable {
  /** So many cases of its cause, or of all causes, speak beside a pattern's own. */
  private static final double PRIOR_CASES = 8;

  /** So many reports of one group count as cases of their own. */
  public static final int MOST_OF_A_GROUP = 10;

  private static final double LEAST = 0.03;

  /** Nothing is certain. */
  private static final double MOST = 0.98;

  /** Where nothing at all is known. */
  private static final double TOSS = 0.5;

  /**
   * How often one pattern of evidence was right.
   *
   * @param evidence the pattern, as {@code evidence_pattern} of MRPAL has it
   * @param cause the cause that it speaks for
   * @param right how many of its cases had this cause
   * @param of how many cases there were
   */
  public record Count(String evidence, String cause, long right, long of) implements Serializable {
    /** Checks the counts. */
    public Count {
      if (right < 0 || of < right) {
        throw new IllegalArgumentException(
            "calibration of '" + evidence + "': " + right + " of " + of + " cannot be right");
      }
    }

    private Count plus(Count other) {
      return new Count(evidence, cause, right + other.right, of + other.of);
    }
  }

  /**
   * One report of which it is known whether its cause was right.
   *
   * @param group what it was found or put together with
   */
  public record Case(String group, String evidence, String cause, boolean right) {}

  /**
   * The counts of {@code cases}. Reports of one group have one cause, so at most {@link
   * #MOST_OF_A_GROUP} of them count for one pattern of evidence: the first.
   */
  public static List<Count> counts(List<Case> cases) {
    Map<List<String>, Integer> taken = new HashMap<>();
    List<Count> counts = new ArrayList<>();
    for (Case one : cases) {
      if (taken.merge(List.of(one.group(), one.evidence()), 1, Integer::sum) <= MOST_OF_A_GROUP) {
        counts.add(new Count(one.evidence(), one.cause(), one.right() ? 1 : 0, 1));
      }
    }
    return counts;
  }

  /** Adds up what is counted twice. */
  public Calibration {
    counts = summed(counts);
  }

  /** {@code counts}, each pattern once, by name. */
  static List<Count> summed(List<Count> counts) {
    TreeMap<String, Count> sums = new TreeMap<>();
    counts.forEach(c -> sums.merge(c.evidence(), c, Count::plus));
    return List.copyOf(sums.values());
  }

  /** The same, with more cases. */
  Calibration with(List<Count> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Count> all = new ArrayList<>(counts);
    all.addAll(more);
    return new Calibration(version, fitted, all);
  }

  /** The confidence in a cause that is backed by {@code evidence}. */
  double confidence(EvidencePattern evidence) {
    Cause cause = evidence.cause();
    double ofAll = rate(counts, TOSS);
    double ofCause =
        rate(counts.stream().filter(c -> c.cause().equals(cause.word())).toList(), ofAll);
    double prior = evidence.hardlyCompared() ? TOSS : ofCause;
    double own =
        rate(counts.stream().filter(c -> c.evidence().equals(evidence.text())).toList(), prior);
    return Math.max(LEAST, Math.min(MOST, own));
  }

  private static double rate(List<Count> counts, double prior) {
    long right = counts.stream().mapToLong(Count::right).sum();
    long of = counts.stream().mapToLong(Count::of).sum();
    return (right + PRIOR_CASES * prior) / (of + PRIOR_CASES);
  }
}
