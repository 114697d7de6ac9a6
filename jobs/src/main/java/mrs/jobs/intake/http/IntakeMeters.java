package mrs.jobs.intake.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeStatus;
import mrs.jobs.telemetry.Meters;
import mrs.resilience.Ticker;
import mrs.resilience.spool.SpoolStatistics;

/**
 * The figures of an intake. Labels are words of this program: nothing that a sender wrote is one.
 * Whoever asks for all of them as text gets what is now; a push gets what was at most a moment ago.
 */
final class IntakeMeters {
  private static final double NONE = Double.NaN;
  private static final long MOMENT = Duration.ofSeconds(1).toNanos();

  private final Intake intake;
  private final Meters meters;
  private final MeterRegistry registry;
  private final Ticker ticker = Ticker.ofTheMachine();

  /** The figures that are being told. */
  private volatile Look last;

  /** What was seen of the intake, if anything, and when. */
  private record Look(Optional<IntakeStatus> status, long at) {}

  IntakeMeters(Intake intake, Meters meters) {
    this.intake = intake;
    this.meters = meters;
    this.registry = meters.registry();
    this.last = look();
    spool();
    handOver();
  }

  private void spool() {
    gauge("mrs.spool.bytes", "Bytes of the spool on the disk.", s -> s.spool().bytes());
    gauge("mrs.spool.cap.bytes", "Bytes that it may have.", IntakeStatus::diskBytes);
    gauge("mrs.spool.bad.bytes", "Bytes of damaged files.", s -> s.spool().badBytes());
    gauge(
        "mrs.spool.oldest.seconds",
        "For how long the oldest record has been waiting; 0 if none is.",
        s -> s.spool().oldestAge().map(IntakeMeters::seconds).orElse(0.0));
    gauge("mrs.spool.spilled", "1 while what arrives waits on the disk alone.", s -> spilled(s));
    waiting("live", s -> s.spool().waiting() - s.spool().backlog());
    waiting("backlog", s -> s.spool().backlog());
    records("accepted", SpoolStatistics.Counts::accepted);
    records("spilled", SpoolStatistics.Counts::spilled);
    records("acknowledged", SpoolStatistics.Counts::acknowledged);
    records("refused", SpoolStatistics.Counts::refused);
    records("dropped", SpoolStatistics.Counts::dropped);
    records("damaged", SpoolStatistics.Counts::damaged);
  }

  private static double spilled(IntakeStatus status) {
    return status.spool().spilled() ? 1 : 0;
  }

  private void handOver() {
    gauge(
        "mrs.intake.target.up",
        "0 while nothing can be handed over.",
        s -> s.progress().stuckSince().isEmpty() ? 1 : 0);
    gauge(
        "mrs.intake.since.hand.over.seconds",
        "For how long nothing was handed over.",
        s -> s.progress().last().map(l -> seconds(Duration.between(l, s.at()))).orElse(NONE));
    gauge(
        "mrs.intake.backlog.rate",
        "Records a second that a backlog may go out with.",
        s -> s.progress().rate());
    gauge("mrs.intake.pending.events", "Events nobody took over.", IntakeStatus::pendingEvents);
    deliveries("fresh", s -> s.progress().fresh());
    deliveries("again", s -> s.progress().again());
    deliveries("lost", s -> s.progress().lost());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private void gauge(String name, String says, ToDoubleFunction<IntakeStatus> value) {
    Gauge.builder(name, this, me -> me.now(value)).description(says).register(registry);
  }

  private void waiting(String lane, ToDoubleFunction<IntakeStatus> value) {
    Gauge.builder("mrs.spool.waiting.records", this, me -> me.now(value))
        .description("Records that wait.")
        .tag("lane", lane)
        .register(registry);
  }

  private void records(String what, ToDoubleFunction<SpoolStatistics.Counts> count) {
    FunctionCounter.builder(
            "mrs.spool.records", this, me -> me.now(s -> count.applyAsDouble(s.spool().counts())))
        .description("Records since the start.")
        .tag("what", what)
        .register(registry);
  }

  private void deliveries(String what, ToDoubleFunction<IntakeStatus> count) {
    FunctionCounter.builder("mrs.intake.deliveries", this, me -> me.now(count))
        .description("Deliveries that were handed over, were there already, or are lost.")
        .tag("what", what)
        .register(registry);
  }

  private double now(ToDoubleFunction<IntakeStatus> value) {
    if (ticker.nanos() - last.at() > MOMENT) {
      last = look();
    }
    return last.status().map(value::applyAsDouble).orElse(NONE);
  }

  private Look look() {
    try {
      return new Look(Optional.of(intake.status()), ticker.nanos());
    } catch (IOException e) {
      return new Look(Optional.empty(), ticker.nanos());
    }
  }

  /** A request was answered. */
  void answered(String route, int code, Duration took) {
    Timer.builder("mrs.intake.requests")
        .description("Requests by route and status.")
        .tag("route", route)
        .tag("status", Integer.toString(code))
        .register(registry)
        .record(took);
  }

  /** All figures as text. */
  HttpAnswer answer() {
    last = look();
    return new HttpAnswer(
        200, "text/plain; version=0.0.4; charset=utf-8", meters.text(), java.util.Map.of());
  }
}
