package mrs.jobs.demo;

import java.util.SplittableRandom;

/**
 * Random draws that depend on a seed and on what they are for, and on nothing else: leaving out
 * stores or days changes no other draw.
 */
final class Draws {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The draws for the thing that {@code parts} name, such as a store, a SKU and a day. */
  static Draws of(long seed, long... parts) {
    long mixed = seed;
    for (long part : parts) {
      mixed = Long.rotateLeft(mixed * MIX, 29) ^ (part + 1) * MIX;
    }
    return new Draws(mixed);
  }

  /** A number between {@code least} and {@code most}. */
  double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  /** Whether something with this {@code probability} happens. */
  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** A standard normal number (Box and Muller). */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** A Poisson number (Knuth's product of uniform numbers); {@code mean} below 700. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = 1;
    int count = 0;
    do {
      product *= 1 - random.nextDouble();
      count++;
    } while (product > limit);
    return count - 1;
  }
}
