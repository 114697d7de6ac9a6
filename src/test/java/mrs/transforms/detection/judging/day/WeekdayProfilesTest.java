package mrs.transforms.detection.judging.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.judging.SampleRegion;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.model.WeekdayField;
import mrs.transforms.detection.reports.Report;
import org.junit.jupiter.api.Test;

/** A store of the sample with a day of the week of its own, which is day 6 and each seventh. */
class WeekdayProfilesTest {

  private static final int WARM_UP = 28;
  private static final int DAYS = 118;
  private static final int OWN = 6;
  private static final String STORE = "S03";
  private static final double LN_2 = Math.log(2);

  private static SampleRegion busy() {
    return new SampleRegion(DAYS).eachWeek(STORE, OWN, 2);
  }

  /** The days on which a store is reported as a whole. */
  private static List<Integer> days(String store, RegionResult result) {
    List<Integer> days = new ArrayList<>();
    for (int t = 0; t < DAYS; t++) {
      long day = SampleRegion.FIRST + t;
      if (result.reports().stream().anyMatch(r -> ofStore(r, store) && covers(r, day))) {
        days.add(t);
      }
    }
    return days;
  }

  private static boolean ofStore(Report report, String store) {
    return report.series().storeId().equals(store)
        && report.cause().group().test() == TestKind.STORE_DAY
        && report.severity() >= 1;
  }

  private static boolean covers(Report report, long day) {
    return report.first() <= day && report.last() >= day;
  }

  /** What the weekdays add to the units of a store, from day 0 on, as known after {@code day}. */
  private static double[] profile(RegionResult result, String store, int day) {
    RegionState state =
        StateCodec.decode(result.snapshots().get(SampleRegion.FIRST + day).payload());
    WeekdayProfiles profiles = WeekdayProfiles.ofVolumes(state);
    double[] profile = new double[7];
    for (int t = 0; t < profile.length; t++) {
      profiles.look(SampleRegion.FIRST + t);
      profile[t] = profiles.today(state.index().stores().indexOf(store));
    }
    return profile;
  }

  /** What the weekdays showed of the units of a store, from Thursday on, as known at the end. */
  private static double[] shown(RegionResult result, String store) {
    RegionState state =
        StateCodec.decode(result.snapshots().get(SampleRegion.FIRST + DAYS - 1).payload());
    int s = state.index().stores().indexOf(store);
    return EnumSet.range(WeekdayField.VOLUME_PROFILE_0, WeekdayField.VOLUME_PROFILE_6).stream()
        .mapToDouble(w -> state.weekdays().of(w)[s])
        .toArray();
  }

  @Test
  void aWeekdayOfAStoresOwnIsKnownAfterTheWarmUp() {
    RegionResult result = busy().judge();
    assertThat(days(STORE, result)).isEmpty();
    double[] shown = shown(result, STORE);
    double mean = Arrays.stream(shown).average().orElseThrow();
    for (int t = 0; t < shown.length; t++) {
      double own = (t == OWN ? 6 : -1) * LN_2 / 7;
      int weekday = (int) ((SampleRegion.FIRST + t) % 7);
      assertThat(shown[weekday] - mean).isCloseTo(own, within(0.03));
    }
    for (int day : new int[] {WARM_UP, DAYS - 1}) {
      assertThat(profile(result, STORE, day)[OWN]).isBetween(0.65 * LN_2 * 6 / 7, LN_2 * 6 / 7);
    }
  }

  @Test
  void aQuietWeekdayIsKnownToo() {
    RegionResult result = new SampleRegion(DAYS).eachWeek(STORE, OWN, 0.4).judge();
    assertThat(days(STORE, result)).isEmpty();
    assertThat(profile(result, STORE, DAYS - 1)[OWN]).isCloseTo(Math.log(0.4) * 6 / 7, within(0.1));
  }

  @Test
  void storesWithTheRegionsWeekdaysHaveNone() {
    for (SampleRegion region : List.of(busy(), new SampleRegion(DAYS))) {
      RegionResult result = region.judge();
      for (String store : List.of("S01", "S02", "S12")) {
        for (double effect : profile(result, store, DAYS - 1)) {
          assertThat(effect).isCloseTo(0, within(0.01));
        }
      }
    }
  }

  @Test
  void suchADayThatIsLikeTheOthersForOnceIsReported() {
    int day = 69;
    RegionResult result = busy().store(STORE, day, day, 0.5).judge();
    assertThat(days(STORE, result)).containsExactly(day);
    assertThat(result.reports())
        .filteredOn(r -> ofStore(r, STORE))
        .allSatisfy(r -> assertThat(r.direction()).isEqualTo(Direction.DOWN));
  }

  @Test
  void aNewStoreIsKnownFourWeeksAfterItIsFirstJudged() {
    int judged = 40 + RegionState.COLD_DAYS;
    RegionResult busy = busy().without(STORE, 0, 39).judge();
    assertThat(profile(busy, STORE, judged + 28)[OWN]).isBetween(0.65 * LN_2 * 6 / 7, LN_2 * 6 / 7);
    SampleRegion busier = new SampleRegion(DAYS).eachWeek(STORE, OWN, 1.4);
    assertThat(days(STORE, busier.without(STORE, 0, 39).judge()))
        .allSatisfy(t -> assertThat(t).isLessThan(judged + 28));
  }

  @Test
  void aWeekdayThatBecomesItsOwnIsReportedForFiveWeeksAtMost() {
    int first = 48;
    SampleRegion region = new SampleRegion(DAYS);
    for (int t = first; t < DAYS; t += 7) {
      region.store(STORE, t, t, 2);
    }
    assertThat(days(STORE, region.judge()))
        .contains(first, first + 7)
        .allSatisfy(t -> assertThat(t).isLessThan(first + 35));
  }

  @Test
  void oneSuchDayTeachesLittle() {
    int day = 69;
    RegionResult result = new SampleRegion(DAYS).store(STORE, day, day, 3).judge();
    assertThat(profile(result, STORE, day)[OWN]).isBetween(0.0, 0.05);
    assertThat(days(STORE, result)).containsExactly(day);
  }

  @Test
  void aStoreThatIsAloneHasTheRegionsWeekdays() {
    SampleRegion region = busy();
    for (int s = 1; s <= 12; s++) {
      if (!SampleRegion.store(s).equals(STORE)) {
        region.without(SampleRegion.store(s), 0, DAYS - 1);
      }
    }
    assertThat(profile(region.judge(), STORE, DAYS - 1)).containsOnly(0);
  }
}
