package mrs.resilience.governor;

/**
 * Tokens for a rate R that no second exceeds, wherever it begins: with a depth of b tokens, ρ of
 * them a second, and b + ρ = ⌊R⌋ + 1, what leaves in (t, t + 1 s] is less than b + ρ, so at most
 * ⌊R⌋. The bucket is as deep as leaves ρ = 11/12 R, which of R = 1.5 × steady is 1.375 × steady;
 * below 12 records a second it has one token, and below one ρ is R.
 *
 * <p>Rounding is towards later: what is asked for again at {@link #readyAt} is there, never before.
 */
final class TokenBucket {
  private static final double NANOS = 1e9;
  private static final double SHARE = 11.0 / 12;
  private static final double SHALLOW = 12;

  private double depth = 1;
  private double perNano;
  private double tokens;
  private long last;

  /** Empty, for {@code rate} records a second. */
  TokenBucket(double rate, long now) {
    this.last = now;
    rate(rate, now);
  }

  /** From here on for another rate. */
  void rate(double rate, long now) {
    fill(now);
    double both = Math.floor(rate) + 1;
    depth = rate < SHALLOW ? 1 : both - rate * SHARE;
    perNano = (rate < 1 ? rate : both - depth) / NANOS;
    tokens = Math.min(tokens, depth);
  }

  double depth() {
    return depth;
  }

  /** How many tokens come in so many seconds. */
  double in(double seconds) {
    return perNano * NANOS * seconds;
  }

  /** Takes up to {@code wanted} tokens and leaves at least {@code reserve}; says how many. */
  int take(int wanted, double reserve, long now) {
    fill(now);
    int taken = (int) Math.max(0, Math.min(wanted, Math.floor(tokens - reserve)));
    tokens -= taken;
    return taken;
  }

  /** Takes tokens that may not be there: what was sent without asking, of one second at most. */
  void owe(int sent, long now) {
    fill(now);
    tokens = Math.max(tokens - sent, -in(1));
  }

  /** When there is a token besides {@code reserve}. */
  long readyAt(double reserve, long now) {
    fill(now);
    double missing = reserve + 1 - tokens;
    return missing <= 0 ? now : now + Math.max(1, (long) Math.ceil(missing / perNano));
  }

  private void fill(long now) {
    if (now > last) {
      tokens = Math.min(depth, tokens + (now - last) * perNano);
    }
    last = now;
  }
}
