package mrs.transforms.detection.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever becomes of series, no batch has two rows of a report, and night by night, with sales
 * restated in between, detection ends with the reports that one run over all of it would give.
 *
 * <p>A region has some 40 series; {@code -Dmrs.lives=100} judges a hundred times as many.
 */
class ReportLivesProperties {

  private static final int REGIONS_A_TRY = Integer.getInteger("mrs.lives", 1);

  @Property(tries = 20)
  void nightsEndWhereOneRunWould(@ForAll long seed) {
    for (int k = 0; k < REGIONS_A_TRY; k++) {
      RandomLives lives = new RandomLives(seed + k);
      assertThat(new PlayedNights(lives).inSteps(new Random(seed), 9).active())
          .as("region %s", seed + k)
          .isEqualTo(PlayedNights.atOnce(lives));
    }
  }

  /** Below zero too, where more was returned than sold. */
  @Property(tries = 10)
  void observedIsTheSumOfTheSeriesOverTheWindow(@ForAll long seed) {
    RandomLives lives = new RandomLives(seed);
    assertThat(PlayedNights.atOnce(lives))
        .filteredOn(r -> r.observed().isPresent())
        .allSatisfy(
            r ->
                assertThat(r.observed().get())
                    .isCloseTo(lives.sold(r.series(), r.first(), r.last()), within(1e-2)));
  }
}
