package mrs.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.EventStatus;
import mrs.contracts.ReportStatus;
import mrs.contracts.Resolution;
import mrs.contracts.TestKind;
import mrs.jobs.demo.Retailer.Store;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
  private static final Scale SCALE = new Scale(3, 10, 30, 5);
  private static final Retailer RETAILER = Retailer.of(SCALE, DemoFeed.SEED);
  private static final Script SCRIPT = Script.of(SCALE, RETAILER);

  private static final FoundReport.Kind UP = new FoundReport.Kind(Direction.UP, TestKind.SKU_DAY);
  private static final FoundReport.Kind STORE_UP =
      new FoundReport.Kind(Direction.UP, TestKind.STORE_DAY);
  private static final FoundReport.Kind DOWN =
      new FoundReport.Kind(Direction.DOWN, TestKind.ZERO_RUN);
  private static final FoundReport.Kind MISSING =
      new FoundReport.Kind(Direction.MISSING, TestKind.MISSING);

  private static final String OPEN = ReportStatus.OPEN.word();

  @Test
  void holdAllWhenAllWentAsScripted() {
    assertThat(failed(r -> r, Resolution.DATA_CORRECTION)).isEmpty();
  }

  @Test
  void seeThatTheViralSkuWasNotFound() {
    String sku = SCRIPT.viral().id();

    assertThat(failed(r -> r.kind().equals(UP) && r.sku().equals(sku) ? down(r) : r))
        .containsExactly("the viral SKU is found in most stores and proposed as viral");
  }

  @Test
  void seeThatACauseIsAnother() {
    UnaryOperator<FoundReport> unknown = r -> with(r, r.status(), Cause.UNKNOWN);

    assertThat(failed(unknown, unknown, Resolution.DATA_CORRECTION))
        .containsExactly(
            "the viral SKU is found in most stores and proposed as viral",
            "the stock-out that nobody told of is found and proposed as stock_out",
            "the store whose till doubled its sales is found and proposed as data_error");
  }

  @Test
  void seeThatARestatedReportStillStands() {
    assertThat(failed(r -> r.is(ReportStatus.SUPERSEDED) ? with(r, OPEN, Cause.DATA_ERROR) : r))
        .containsExactly("its reports are superseded once the sales are restated");
  }

  @Test
  void seeThatTheEventEndedOtherwise() {
    assertThat(failed(r -> r, Resolution.RECOVERED))
        .containsExactly("its event is ended as a data correction");
  }

  @Test
  void seeThatAMissingReportStillStands() {
    assertThat(failed(r -> r.is(ReportStatus.RETRACTED) ? with(r, OPEN, Cause.DATA_ERROR) : r))
        .containsExactly("they are retracted once its sales arrive");
  }

  @Test
  void compareDeadLettersByCode() {
    Expectations expectations = new Expectations(SCRIPT, List.of());
    List<String> codes =
        new ArrayList<>(new BrokenLines(SCALE.day(3)).codes().stream().map(Enum::name).toList());
    Collections.reverse(codes);

    assertThat(expectations.deadLetters(codes).held()).isTrue();
    codes.set(0, "BLANK_LINE");
    assertThat(expectations.deadLetters(codes).held()).isFalse();
    assertThat(expectations.deadLetters(codes.subList(1, codes.size())).held()).isFalse();
  }

  private static List<String> failed(UnaryOperator<FoundReport> atTheEnd) {
    return failed(atTheEnd, Resolution.DATA_CORRECTION);
  }

  private static List<String> failed(UnaryOperator<FoundReport> atTheEnd, Resolution resolution) {
    return failed(r -> r, atTheEnd, resolution);
  }

  private static List<String> failed(
      UnaryOperator<FoundReport> earlier,
      UnaryOperator<FoundReport> atTheEnd,
      Resolution resolution) {
    HydratedState before =
        new HydratedState(reports(false).stream().map(earlier).toList(), List.of());
    List<FoundReport> last = reports(true).stream().map(atTheEnd).toList();
    HydratedState after = new HydratedState(last, List.of(ended(resolution)));
    List<HydratedState> states =
        Stream.concat(Collections.nCopies(SCALE.nights(), before).stream(), Stream.of(after))
            .toList();
    return new Expectations(SCRIPT, states)
        .check().stream().filter(e -> !e.held()).map(Expectation::what).toList();
  }

  private static List<FoundReport> reports(boolean last) {
    List<FoundReport> reports = new ArrayList<>();
    for (Store store : RETAILER.stores()) {
      reports.add(report(store, SCRIPT.viral().id(), UP, SCRIPT.viralFrom(), OPEN, Cause.VIRAL));
    }
    for (Store store : SCRIPT.stockOut().stores()) {
      String sku = SCRIPT.stockOut().sku().id();
      reports.add(report(store, sku, DOWN, SCRIPT.emptyFrom(), OPEN, Cause.STOCK_OUT));
    }
    String superseded = last ? ReportStatus.SUPERSEDED.word() : OPEN;
    String retracted = last ? ReportStatus.RETRACTED.word() : OPEN;
    for (String sku : List.of("P03", "P04", "P05")) {
      Store doubled = SCRIPT.doubled();
      LocalDate day = SCRIPT.doubledDays().get(0);
      reports.add(report(doubled, sku, STORE_UP, day, superseded, Cause.DATA_ERROR));
      reports.add(
          report(SCRIPT.late(), sku, MISSING, SCRIPT.lateDay(), retracted, Cause.DATA_ERROR));
    }
    return reports;
  }

  private static FoundReport report(
      Store store, String sku, FoundReport.Kind kind, LocalDate day, String status, Cause cause) {
    return new FoundReport(
        Stream.of(store.id(), sku, kind.direction(), day)
            .map(String::valueOf)
            .collect(Collectors.joining("|")),
        store.id(),
        sku,
        new FoundReport.Window(day, day),
        kind,
        status,
        Optional.of(cause.word()),
        Optional.of("event"));
  }

  private static FoundReport down(FoundReport r) {
    return new FoundReport(
        r.id(), r.storeId(), r.sku(), r.window(), DOWN, r.status(), r.cause(), r.eventId());
  }

  private static FoundReport with(FoundReport r, String status, Cause cause) {
    return new FoundReport(
        r.id(),
        r.storeId(),
        r.sku(),
        r.window(),
        r.kind(),
        status,
        Optional.of(cause.word()),
        r.eventId());
  }

  private static FoundEvent ended(Resolution resolution) {
    return new FoundEvent(
        "event",
        "store|S02|up",
        Cause.DATA_ERROR.word(),
        new FoundEvent.Days(SCALE.day(1), SCALE.day(2)),
        new FoundEvent.Reach(1, 3, 4, 5),
        Optional.empty(),
        EventStatus.ENDED.word(),
        Optional.of(resolution.word()));
  }
}
