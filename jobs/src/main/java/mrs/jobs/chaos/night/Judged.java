package mrs.jobs.chaos.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mrs.contracts.Field;
import mrs.contracts.Stage;
import mrs.jobs.chaos.profile.ChaosVerdict.Costs;
import mrs.jobs.chaos.profile.FaultKind;
import mrs.jobs.runs.StageRun;

/**
 * What a night under a fault cost, held against what was foretold. It is looked at before recovery.
 *
 * @param was the hydrated rows before the night
 * @param is the same under the fault
 * @param isNull columns that lost a value while everything was hydrated
 */
record Judged(
    RehearsedNight night, HydratedRows was, UnderFault under, HydratedRows is, Set<String> isNull) {

  Judged(RehearsedNight night, HydratedRows was, UnderFault under) {
    this(night, was, under, HydratedRows.of(night.copy()));
  }

  private Judged(RehearsedNight night, HydratedRows was, UnderFault under, HydratedRows is) {
    this(
        night,
        was,
        under,
        is,
        Foretold.isHydratedUnder(night.profile()) ? is.lostSince(was) : Set.of());
  }

  Costs costs() {
    Foretold foretold = night.foretold();
    boolean codes = !foretold.fails() && under.played().isPresent();
    return new Costs(
        List.copyOf(codes ? foretold.all() : Set.<String>of()),
        List.copyOf(found()),
        foretold.nulls().stream().map(Field::name).sorted().toList(),
        List.copyOf(isNull));
  }

  /** Codes of the stages, and of rows that had none of them before. */
  private Set<String> found() {
    Set<String> found = new TreeSet<>();
    if (under.played().isPresent() && !night.foretold().fails()) {
      found.addAll(is.codes());
      found.removeAll(was.codes());
      under.played().get().stages().stream().map(StageRun::reasons).forEach(found::addAll);
    }
    return found;
  }

  List<String> broken() {
    List<String> broken = new ArrayList<>();
    FaultKind kind = night.profile().fault();
    if (kind == FaultKind.KILLED_AT_COMMIT && !under.killed()) {
      broken.add("the run was done before it could be killed: take another seed");
    }
    checkFailure(broken);
    if (broken.isEmpty() && !night.foretold().fails()) {
      under.played().ifPresent(p -> checkCodes(p, broken));
      checkNulls(broken);
      checkDeadLetters(broken);
    }
    return broken;
  }

  private void checkFailure(List<String> broken) {
    Optional<String> failure = under.failure();
    if (night.foretold().fails() && failure.isEmpty()) {
      broken.add("the night was done, though the disk was full");
    } else if (!night.foretold().fails() && failure.isPresent()) {
      broken.add("the night failed: " + failure.get());
    }
  }

  private void checkCodes(PlayedStep played, List<String> broken) {
    for (Map.Entry<Stage, List<String>> stage : night.foretold().codes().entrySet()) {
      Optional<List<String>> found = played.codes(stage.getKey());
      if (!found.equals(Optional.of(stage.getValue()))) {
        broken.add(
            "the codes of "
                + stage.getKey().word()
                + " are "
                + found.map(Object::toString).orElse("not there")
                + " instead of "
                + stage.getValue());
      }
    }
    Set<String> more = found();
    more.removeAll(night.foretold().all());
    if (!more.isEmpty()) {
      broken.add("hydrated reports have codes that were not foretold: " + more);
    }
    checkRows(played, broken);
  }

  /** Rows that were made under the fault say so. */
  private void checkRows(PlayedStep played, List<String> broken) {
    Set<String> ofFault = night.foretold().ofFault();
    long without = 0;
    if (Foretold.isHydratedUnder(night.profile())) {
      without = is.without(ofFault);
    } else {
      for (Map.Entry<Stage, List<String>> stage : night.foretold().codes().entrySet()) {
        Set<String> its = new TreeSet<>(stage.getValue());
        its.retainAll(ofFault);
        // Finalisation carries up the codes of the rows that it consolidates.
        if (!its.isEmpty() && stage.getKey() != Stage.FINALISATION) {
          String run = played.runId().orElse("");
          without += HydratedRows.writtenWithout(night.copy(), stage.getKey(), run, its);
        }
      }
    }
    if (without > 0) {
      broken.add(without + " rows that were made under the fault lack one of " + ofFault);
    }
  }

  private void checkNulls(List<String> broken) {
    Set<String> unforeseen = new TreeSet<>(isNull);
    night.foretold().nulls().forEach(f -> unforeseen.remove(f.name()));
    if (!unforeseen.isEmpty()) {
      broken.add("columns lost values that other sources have: " + unforeseen);
    }
    long guessed =
        Foretold.isHydratedUnder(night.profile())
            ? is.valuesFromNowhere(night.profile().input().orElseThrow().nulls())
            : 0;
    if (guessed > 0) {
      broken.add(guessed + " hydrated reports have values that no source gave");
    }
  }

  private void checkDeadLetters(List<String> broken) {
    long deadLetters =
        under.ingest().stages().stream()
            .flatMap(s -> s.books().stream())
            .mapToLong(b -> b.deadLetters())
            .sum();
    if (deadLetters != under.brokenLines()) {
      broken.add(deadLetters + " dead letters instead of " + under.brokenLines());
    }
  }
}
