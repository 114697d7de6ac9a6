package mrs.jobs.demo;

import static mrs.transforms.SparkSchema.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mrs.contracts.Errors;
import mrs.contracts.Stage;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.night.Night;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;

/** Plays all nights of the demo and compares what was found with the script. */
public final class Demo {
  private final PlayNights nights;
  private final List<HydratedState> states = new ArrayList<>();

  /** Plays {@code nights} from the first on. */
  public Demo(PlayNights nights) {
    this.nights = nights;
  }

  /**
   * What came of it.
   *
   * @param events as they stand at the end, those of most priority first
   * @param expectations what had to be seen
   * @param example id of a report that is worth asking about, if there is any
   */
  public record Outcome(
      List<FoundEvent> events, List<Expectation> expectations, Optional<String> example) {
    /** Whether all went as scripted. */
    public boolean asScripted() {
      return expectations.stream().allMatch(Expectation::held);
    }
  }

  /** Plays; {@code tell} gets a line a night. */
  public Outcome play(Consumer<String> tell) {
    HydratedState before = HydratedState.NOTHING;
    for (int n = 0; n <= nights.feed().scale().nights(); n++) {
      Night night = nights.play(n);
      HydratedState after = HydratedState.read(nights.context().warehouse());
      states.add(after);
      tell.accept(new NightLine(n, night, before, after).text(nights.feed().scale()));
      before = after;
    }
    return new Outcome(events(before), expectations(), example(before));
  }

  private static List<FoundEvent> events(HydratedState last) {
    return last.events().stream()
        .sorted(
            Comparator.comparingDouble((FoundEvent e) -> e.size().priority())
                .reversed()
                .thenComparing(FoundEvent::id))
        .toList();
  }

  private List<Expectation> expectations() {
    Expectations expectations = new Expectations(nights.feed().script(), states);
    return Stream.concat(
            expectations.check().stream(),
            Stream.of(expectations.deadLetters(deadLetters()), books()))
        .toList();
  }

  private List<String> deadLetters() {
    return nights
        .context()
        .warehouse()
        .read(Errors.of(UnifiedSalesData.TABLE))
        .select(col(Errors.CODE))
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .toList();
  }

  /** Every stage of every night, by the ledger. */
  private Expectation books() {
    RunLedger ledger = nights.context().ledger();
    List<StageRun> attempts =
        Stream.of(Stage.values()).flatMap(s -> ledger.attempts(s).stream()).toList();
    List<String> wrong =
        attempts.stream()
            .filter(a -> !a.books().map(Books::balanced).orElse(false))
            .map(
                a ->
                    a.stage().word() + " of " + a.runId() + a.error().map(e -> ": " + e).orElse(""))
            .toList();
    int ingestsAndRuns = nights.feed().scale().nights() + 1;
    boolean complete =
        Stream.of(Stage.values()).allMatch(s -> ledger.attempts(s).size() == ingestsAndRuns);
    return new Expectation(
        "every stage of every night is committed and its books balance",
        wrong.isEmpty() && complete,
        attempts.size()
            + " stages"
            + (wrong.isEmpty() ? "" : "; not so: " + String.join(", ", wrong)));
  }

  /** A report of the viral SKU, else any. */
  private Optional<String> example(HydratedState last) {
    String viral = nights.feed().script().viral().id();
    return last.standing().stream()
        .min(
            Comparator.comparing((FoundReport r) -> !r.sku().equals(viral))
                .thenComparing(FoundReport::storeId)
                .thenComparing(FoundReport::id))
        .map(FoundReport::id);
  }
}
