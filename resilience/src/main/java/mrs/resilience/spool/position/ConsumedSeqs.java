package mrs.resilience.spool.position;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which records are done with: all up to a number, and spans above it, where live records went out
 * before what had to wait. Spans are in order, and between two of them something is open.
 */
public record ConsumedSeqs(long upTo, List<Span> beyond) {
  /** Numbers from {@code from} to {@code to}, both included. */
  public record Span(long from, long to) {}

  /** Open records among some numbers: the first, the last, and how many. */
  public record Open(long from, long to, long count) {}

  /** Takes the spans as they are. */
  public ConsumedSeqs {
    beyond = List.copyOf(beyond);
  }

  /** All numbers up to {@code seq}. */
  public static ConsumedSeqs upTo(long seq) {
    return new ConsumedSeqs(seq, List.of());
  }

  /** The highest number that is done with. */
  public long last() {
    return beyond.isEmpty() ? upTo : beyond.get(beyond.size() - 1).to();
  }

  /** Whether {@code seq} is done with. */
  public boolean contains(long seq) {
    return nextOpen(seq) != seq;
  }

  /** Whether all numbers from {@code from} to {@code to} are; so it is if there are none. */
  public boolean containsAll(long from, long to) {
    return nextOpen(from) > to;
  }

  /** The first number from {@code seq} on that is not done with. */
  public long nextOpen(long seq) {
    long next = Math.max(seq, upTo + 1);
    for (Span each : beyond) {
      if (next < each.from()) {
        break;
      }
      next = Math.max(next, each.to() + 1);
    }
    return next;
  }

  /** These, and all numbers from {@code from} to {@code to}. */
  public ConsumedSeqs with(long from, long to) {
    if (from > to || containsAll(from, to)) {
      return this;
    }
    List<Span> spans = new ArrayList<>();
    Span merged = new Span(from, to);
    for (Span each : beyond) {
      if (each.to() < merged.from() - 1 || each.from() > merged.to() + 1) {
        spans.add(each);
      } else {
        merged = new Span(Math.min(each.from(), merged.from()), Math.max(each.to(), merged.to()));
      }
    }
    if (merged.from() <= upTo + 1) {
      return new ConsumedSeqs(Math.max(upTo, merged.to()), spans);
    }
    spans.add(merged);
    spans.sort((a, b) -> Long.compare(a.from(), b.from()));
    return new ConsumedSeqs(upTo, spans);
  }

  /** What is open from {@code from} to {@code to}; empty if nothing is. */
  public Optional<Open> open(long from, long to) {
    long count = 0;
    long last = 0;
    long next = nextOpen(from);
    long first = next;
    while (next <= to) {
      long end = Math.min(to, endOfOpen(next));
      count += end - next + 1;
      last = end;
      next = nextOpen(end + 1);
    }
    return count == 0 ? Optional.empty() : Optional.of(new Open(first, last, count));
  }

  private long endOfOpen(long open) {
    for (Span each : beyond) {
      if (each.from() > open) {
        return each.from() - 1;
      }
    }
    return Long.MAX_VALUE;
  }
}
