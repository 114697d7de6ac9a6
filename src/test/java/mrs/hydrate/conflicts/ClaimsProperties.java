package mrs.hydrate.conflicts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import mrs.contracts.ConflictState;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every set of claims. */
class ClaimsProperties {

  @Property(tries = 1000)
  void theOrderInWhichClaimsComeAndHowOftenChangesNothing(
      @ForAll("claims") List<Claim> claims,
      @ForAll("holds") Optional<String> holds,
      @ForAll Random random) {
    List<Claim> others = new ArrayList<>(claims);
    others.addAll(claims);
    Collections.shuffle(others, random);

    assertThat(of(others, holds)).isEqualTo(of(claims, holds));
  }

  @Property(tries = 1000)
  void thereIsAConflictWhereValuesDifferAndOnlyThere(
      @ForAll("claims") List<Claim> claims, @ForAll("holds") Optional<String> holds) {
    long values = claims.stream().map(Claim::value).distinct().count();

    assertThat(of(claims, holds).isPresent()).isEqualTo(values > 1);
  }

  @Property(tries = 1000)
  void onlyWhatAPersonSaidCanBePendingAndNobodyHasResolvedWhatNobodyAnswered(
      @ForAll("claims") List<Claim> claims, @ForAll("holds") Optional<String> holds) {
    of(claims, holds)
        .ifPresent(
            conflict -> {
              assertThat(conflict.state()).isIn(ConflictState.PENDING, ConflictState.AUTO_RESOLVED);
              if (conflict.state() == ConflictState.PENDING) {
                assertThat(claims).anyMatch(Claim::isPersons);
                assertThat(conflict.reasons()).containsAnyOf("newer_evidence", "same_time");
              }
              assertThat(conflict.reasons()).isSorted().doesNotHaveDuplicates();
              conflict
                  .alternative()
                  .ifPresent(other -> assertThat(Optional.of(other)).isNotEqualTo(holds));
            });
  }

  private static Optional<Conflict> of(List<Claim> claims, Optional<String> holds) {
    return new Claims(ClaimsTest.KEY, LocalDate.EPOCH, claims, holds, Optional.empty()).conflict();
  }

  @Provide
  Arbitrary<Optional<String>> holds() {
    return Arbitraries.of("viral", "weather", "holiday").optional();
  }

  @Provide
  Arbitrary<List<Claim>> claims() {
    Arbitrary<Instant> at = Arbitraries.integers().between(0, 3).map(Instant::ofEpochSecond);
    Arbitrary<String> value = Arbitraries.of("viral", "weather", "holiday");
    Arbitrary<Claim> machine =
        Combinators.combine(value, at)
            .as(
                (v, t) ->
                    new Claim(Source.ATTRIBUTION, Contributor.MRPAL, v, OptionalDouble.empty(), t));
    Arbitrary<Claim> record =
        Combinators.combine(value, at)
            .as(
                (v, t) ->
                    new Claim(Source.FINALISED, Contributor.MRFL, v, OptionalDouble.of(1), t));
    Arbitrary<Claim> person =
        Combinators.combine(Arbitraries.of(Contributor.UEL, Contributor.UMEEL), value, at)
            .as(Claim::ofPerson);
    return Arbitraries.oneOf(machine, record, person).list().ofMaxSize(5);
  }
}
