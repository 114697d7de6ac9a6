package mrs.benchmarks;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import mrs.resilience.breaker.BreakerPolicy;
import mrs.resilience.breaker.BreakerState;
import mrs.resilience.breaker.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a breaker adds to a call that it guards, and what it takes to be turned away. To be held:
 * 100 ns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BreakerBenchmark {
  private final Callable<Integer> work = () -> 1;
  private final CircuitBreaker closed = breaker();
  private final CircuitBreaker open = breaker();

  /** A breaker, and one that lets nothing through. */
  public BreakerBenchmark() {
    open.forceOpen();
  }

  private static CircuitBreaker breaker() {
    return new CircuitBreaker(
        "benchmark", BreakerPolicy.USUAL, InstantSource.system(), BreakerState.UNUSED, moved -> {});
  }

  /** Runs all of them. */
  @Test
  void all() throws Exception {
    new Runner(new OptionsBuilder().include(BreakerBenchmark.class.getName()).build()).run();
  }

  /** The call alone, to compare with. */
  @Benchmark
  public Integer bare() throws Exception {
    return work.call();
  }

  /** The call under the breaker, which succeeds. */
  @Benchmark
  public Integer guarded() throws Exception {
    return closed.call(work, e -> true);
  }

  /** A call that is turned away. */
  @Benchmark
  public boolean turnedAway() {
    return open.tryAcquire().isPresent();
  }
}
