package mrs.jobs.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.ErrorCode;
import mrs.contracts.ReportStatus;
import mrs.contracts.Resolution;
import mrs.contracts.TestKind;
import mrs.jobs.demo.Retailer.Store;

/**
 * Checks that the nights went as scripted. Looks at what detection has to see whatever its
 * thresholds: the happenings are several times as large as chance.
 *
 * @param states the hydrated tables after each night, the history first
 */
record Expectations(Script script, List<HydratedState> states) {

  /** All but the dead letters, which are no part of the hydrated state. */
  List<Expectation> check() {
    return List.of(viral(), stockOut(), doubled(), superseded(), closed(), late(), withdrawn());
  }

  /** Whether each broken line is a dead letter, with its code. */
  Expectation deadLetters(List<String> codes) {
    List<String> expected =
        new BrokenLines(script.scale().day(Script.BROKEN_NIGHT))
            .codes().stream().map(ErrorCode::name).sorted().toList();
    List<String> found = codes.stream().sorted().toList();
    return new Expectation(
        "each broken line is a dead letter with its reason",
        found.equals(expected),
        found.size() + " dead letters: " + String.join(", ", found));
  }

  private Expectation viral() {
    List<FoundReport> found =
        last().standing().stream()
            .filter(r -> r.sku().equals(script.viral().id()))
            .filter(r -> r.kind().direction() == Direction.UP)
            .filter(r -> r.window().meets(script.viralFrom(), lastDay()))
            .toList();
    int stores = storesOf(found).size();
    return attributed(
        "the viral SKU is found in most stores and proposed as viral",
        found,
        Cause.VIRAL,
        stores * 2 > 4 * script.scale().storesPerGroup());
  }

  private Expectation stockOut() {
    Set<String> untold =
        script.stockOut().stores().stream()
            .filter(s -> !script.stockOut().told().contains(s))
            .map(Store::id)
            .collect(Collectors.toSet());
    List<FoundReport> found =
        last().standing().stream()
            .filter(r -> r.sku().equals(script.stockOut().sku().id()))
            .filter(r -> r.kind().direction() == Direction.DOWN && untold.contains(r.storeId()))
            .filter(r -> r.window().meets(script.emptyFrom(), script.emptyTo()))
            .toList();
    return attributed(
        "the stock-out that nobody told of is found and proposed as stock_out",
        found,
        Cause.STOCK_OUT,
        storesOf(found).size() * 2 >= untold.size());
  }

  private Expectation doubled() {
    return attributed(
        "the store whose till doubled its sales is found and proposed as data_error",
        doubledReports(),
        Cause.DATA_ERROR,
        doubledReports().size() >= 3);
  }

  private Expectation superseded() {
    return mostNow(
        "its reports are superseded once the sales are restated",
        doubledReports(),
        r -> r.is(ReportStatus.SUPERSEDED));
  }

  private Expectation closed() {
    Set<String> events =
        doubledReports().stream()
            .flatMap(r -> last().report(r.id()).flatMap(FoundReport::eventId).stream())
            .collect(Collectors.toSet());
    List<String> endings =
        events.stream()
            .map(id -> last().event(id).flatMap(FoundEvent::resolution).orElse("not ended"))
            .sorted()
            .toList();
    return new Expectation(
        "its event is ended as a data correction",
        endings.contains(Resolution.DATA_CORRECTION.word()),
        "events: " + String.join(", ", endings));
  }

  private Expectation late() {
    int count = missingReports().size();
    return new Expectation(
        "the store that missed a day is found missing", count >= 3, count + " reports");
  }

  private Expectation withdrawn() {
    return mostNow(
        "they are retracted once its sales arrive",
        missingReports(),
        r -> r.is(ReportStatus.RETRACTED));
  }

  /** What stood of the doubled store's reports just before the restatement. */
  private List<FoundReport> doubledReports() {
    List<LocalDate> days = script.doubledDays();
    return states.get(Script.RESTATED_NIGHT - 1).standing().stream()
        .filter(r -> r.storeId().equals(script.doubled().id()))
        .filter(r -> r.kind().test() == TestKind.STORE_DAY)
        .filter(r -> r.kind().direction() == Direction.UP)
        .filter(r -> r.window().meets(days.get(0), days.get(days.size() - 1)))
        .toList();
  }

  /** What stood of the late store's missing reports just before its sales came. */
  private List<FoundReport> missingReports() {
    return states.get(Script.LATE_NIGHT - 1).standing().stream()
        .filter(r -> r.storeId().equals(script.late().id()))
        .filter(r -> r.kind().direction() == Direction.MISSING)
        .filter(r -> r.window().meets(script.lateDay(), script.lateDay()))
        .toList();
  }

  /** Nearly all: of the sales that came in place of the wrong ones, a few may be unusual too. */
  private Expectation mostNow(String what, List<FoundReport> before, Predicate<FoundReport> holds) {
    List<Optional<FoundReport>> now =
        new ArrayList<>(before.stream().map(r -> last().report(r.id())).toList());
    long held = now.stream().filter(r -> r.filter(holds).isPresent()).count();
    Map<String, Long> statuses =
        now.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.map(FoundReport::status).orElse("gone"),
                    java.util.TreeMap::new,
                    Collectors.counting()));
    return new Expectation(what, held > 0 && held * 10 >= now.size() * 9L, "reports: " + statuses);
  }

  private static Expectation attributed(
      String what, List<FoundReport> found, Cause cause, boolean enough) {
    long right = found.stream().filter(r -> r.cause().equals(Optional.of(cause.word()))).count();
    return new Expectation(
        what,
        enough && right * 2 > found.size(),
        found.size()
            + " reports in "
            + storesOf(found).size()
            + " stores, "
            + right
            + " of them "
            + cause.word());
  }

  private static Set<String> storesOf(Collection<FoundReport> reports) {
    return reports.stream()
        .map(FoundReport::storeId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private HydratedState last() {
    return states.get(states.size() - 1);
  }

  private LocalDate lastDay() {
    return script.scale().day(script.scale().nights());
  }
}
