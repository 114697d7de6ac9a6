package mrs.transforms.attribution.evidence;

import static mrs.contracts.Cause.DATA_ERROR;
import static mrs.contracts.Cause.HOLIDAY;
import static mrs.contracts.Cause.PROMOTION;
import static mrs.contracts.Cause.STOCK_OUT;
import static mrs.contracts.Cause.VIRAL;
import static mrs.contracts.Cause.WEATHER;
import static mrs.contracts.Direction.DOWN;
import static mrs.contracts.Direction.UP;
import static mrs.contracts.TestKind.CELL;
import static mrs.contracts.TestKind.LEVEL_SHIFT;
import static mrs.contracts.TestKind.SKU_DAY;
import static mrs.contracts.TestKind.STORE_DAY;
import static mrs.contracts.TestKind.ZERO_RUN;
import static mrs.transforms.attribution.evidence.SampleGroup.feast;
import static mrs.transforms.attribution.evidence.SampleGroup.mentions;
import static mrs.transforms.attribution.evidence.SampleGroup.often;
import static mrs.transforms.attribution.evidence.SampleGroup.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

class WitnessesTest {
  private static final ContextFact PROMOTED = told("promotion", 0, 0);

  private static SampleGroup group(TestKind test, Direction direction) {
    return new SampleGroup(test, direction);
  }

  private static List<Testimony> heard(Witness witness, SampleGroup group) {
    return witness.about(group.facts()).toList();
  }

  private static Testimony said(Cause cause, double weight, String sentence) {
    return new Testimony(cause, weight, sentence);
  }

  private static List<Double> weights(Witness witness, SampleGroup group) {
    return heard(witness, group).stream().map(Testimony::weight).toList();
  }

  @Test
  void zerosAreNothingToSellByWhatTheTestLooksAt() {
    String ofSku =
        "nothing sold in 2 of 3 series, which lack 71 % of the missing units:"
            + " SKU K1 in 3 stores";
    assertThat(heard(new ZerosWitness(), group(SKU_DAY, DOWN).stores(0, 0, 2)))
        .containsExactly(said(STOCK_OUT, 0.6, ofSku));
    assertThat(weights(new ZerosWitness(), group(ZERO_RUN, DOWN).stores(0))).containsExactly(0.7);
    assertThat(weights(new ZerosWitness(), group(LEVEL_SHIFT, DOWN).stores(0)))
        .containsExactly(0.4);
    assertThat(heard(new ZerosWitness(), group(STORE_DAY, DOWN).skus(0, 0, 0))).isEmpty();
    assertThat(heard(new ZerosWitness(), group(CELL, DOWN).skus(0))).isEmpty();
  }

  @Test
  void zerosThatLackHalfOfTheMissingUnitsSayNothing() {
    SampleGroup half = group(SKU_DAY, DOWN).series("S1", "K1", 0, 5).series("S2", "K1", 5, 10);
    SampleGroup more = group(SKU_DAY, DOWN).series("S1", "K1", 0, 5).series("S2", "K1", 6, 10);
    assertThat(heard(new ZerosWitness(), half)).isEmpty();
    assertThat(weights(new ZerosWitness(), more)).containsExactly(0.6);
  }

  @Test
  void zerosWhereNothingWasExpectedCountBySeries() {
    SampleGroup most =
        group(SKU_DAY, DOWN)
            .series("S1", "K1", 0, 0)
            .series("S2", "K1", 0, 0)
            .series("S3", "K1", 1, 0);
    assertThat(heard(new ZerosWitness(), most))
        .extracting(Testimony::sentence)
        .containsExactly(
            "nothing sold in 2 of 3 series, which lack 67 % of the missing units:"
                + " SKU K1 in 3 stores");
  }

  @Test
  void promotionExplainsARiseThatItStartedWithinADay() {
    for (int start : List.of(-1, 0, 1)) {
      SampleGroup rise =
          group(SKU_DAY, UP)
              .series("S1", "K1", 90, 10, told("promotion", start, 9))
              .series("S2", "K1", 90, 10);
      assertThat(heard(new PromotionWitness(), rise))
          .containsExactly(
              said(PROMOTION, 0.4, "a promotion started within a day for 1 of 2 series"));
    }
  }

  @Test
  void promotionThatRunsOnExplainsARiseWhereMoreSeriesAreInItThanUsual() {
    ContextFact usual = often("promotion", -2, 0, 0.5);
    SampleGroup all =
        group(SKU_DAY, UP).series("S1", "K1", 29, 10, usual).series("S2", "K1", 30, 10, usual);
    assertThat(heard(new PromotionWitness(), all))
        .containsExactly(said(PROMOTION, 0.6, "a promotion was running for 2 of 2 series"));
    SampleGroup most =
        group(SKU_DAY, UP)
            .series("S1", "K1", 29, 10, usual)
            .series("S2", "K1", 30, 10, usual)
            .series("S3", "K1", 30, 10);
    // Two of three are in one, and a third would be by chance: half of what is not usual.
    assertThat(weights(new PromotionWitness(), most)).hasSize(1);
    assertThat(weights(new PromotionWitness(), most).get(0))
        .isCloseTo(0.6 / 2 * 2 / 3, within(1e-9));
    SampleGroup half =
        group(SKU_DAY, UP)
            .series("S1", "K1", 29, 10, often("promotion", -2, 0, 1))
            .series("S2", "K1", 30, 10);
    assertThat(heard(new PromotionWitness(), half)).isEmpty();
  }

  @Test
  void promotionThatEndedTheDayBeforeExplainsAFall() {
    SampleGroup after = group(SKU_DAY, DOWN).series("S1", "K1", 5, 10, told("promotion", -9, -1));
    SampleGroup during = group(SKU_DAY, DOWN).series("S1", "K1", 5, 10, told("promotion", -9, 0));
    assertThat(heard(new PromotionWitness(), after))
        .containsExactly(
            said(PROMOTION, 0.4, "a promotion ended the day before for 1 of 1 series"));
    assertThat(heard(new PromotionWitness(), during)).isEmpty();
  }

  @Test
  void promotionOfFewSeriesSaysNothing() {
    SampleGroup few = group(SKU_DAY, UP).stores(20, 20).series("S9", "K1", 20, 10, PROMOTED);
    assertThat(heard(new PromotionWitness(), few)).isEmpty();
  }

  @Test
  void stockOutIsHeardByTheShareOfDaysThatItCovers() {
    ContextFact out = told("stock_out", -3, 0);
    SampleGroup half = group(SKU_DAY, DOWN).stores(5).series("S9", "K1", 5, 10, out);
    assertThat(heard(new StockOutWitness(), half))
        .containsExactly(
            said(STOCK_OUT, 0.4, "a stock-out was told of 1 of 2 series, on 50 % of their days"));
    SampleGroup threeOfFour =
        group(LEVEL_SHIFT, DOWN).longer("S1", "K1", 3, told("stock_out", 1, 9));
    assertThat(heard(new StockOutWitness(), threeOfFour))
        .containsExactly(
            said(
                STOCK_OUT,
                0.8 * 0.75,
                "a stock-out was told of 1 of 1 series, on 75 % of their days"));
    SampleGroup oneOfFour = group(LEVEL_SHIFT, DOWN).longer("S1", "K1", 3, out);
    assertThat(heard(new StockOutWitness(), oneOfFour)).isEmpty();
    SampleGroup before = group(SKU_DAY, DOWN).series("S1", "K1", 5, 10, told("stock_out", -3, -1));
    assertThat(heard(new StockOutWitness(), before)).isEmpty();
    SampleGroup few = group(SKU_DAY, DOWN).stores(5, 5).series("S9", "K1", 5, 10, out);
    assertThat(heard(new StockOutWitness(), few)).isEmpty();
    assertThat(heard(new StockOutWitness(), group(SKU_DAY, UP).series("S1", "K1", 20, 10, out)))
        .isEmpty();
  }

  @Test
  void holidayIsHeardWithinADayAndMoreOfASkuThanOfAStore() {
    SampleGroup sku =
        group(SKU_DAY, UP)
            .series("S1", "K1", 20, 10, told("holiday", 1, 1))
            .series("S2", "K1", 20, 10, told("holiday", 0, 0));
    assertThat(heard(new HolidayWitness(), sku))
        .containsExactly(said(HOLIDAY, 0.45, "a holiday on 2024-03-05"));
    SampleGroup store =
        group(STORE_DAY, DOWN).skus(5).series("S1", "K9", 5, 10, told("holiday", 0, 0));
    assertThat(weights(new HolidayWitness(), store)).containsExactly(0.15);
    SampleGroup few = group(STORE_DAY, DOWN).skus(5, 5).series("S1", "K9", 5, 10, PROMOTED);
    assertThat(heard(new HolidayWitness(), few)).isEmpty();
  }

  @Test
  void feastOfTheCalendarIsNamedAsTheDayBeforeItselfOrTheDayAfter() {
    assertThat(heard(new HolidayWitness(), onTheDay(feast(0, "Easter Monday"))))
        .containsExactly(said(HOLIDAY, 0.45, "Easter Monday on 2024-03-05"));
    assertThat(heard(new HolidayWitness(), onTheDay(feast(1, "Labour Day"))))
        .containsExactly(said(HOLIDAY, 0.45, "the day before Labour Day (2024-03-06)"));
    assertThat(heard(new HolidayWitness(), onTheDay(feast(-1, "Easter"))))
        .containsExactly(said(HOLIDAY, 0.45, "the day after Easter (2024-03-04)"));
    assertThat(heard(new HolidayWitness(), onTheDay(told("holiday", 0, 0), feast(0, "Easter"))))
        .as("a feed tells of it too")
        .containsExactly(said(HOLIDAY, 0.45, "Easter on 2024-03-05"));
  }

  private static SampleGroup onTheDay(ContextFact... context) {
    return group(SKU_DAY, UP).series("S1", "K1", 20, 10, context);
  }

  @Test
  void holidayThatIsToldOfEveryOtherDaySaysLittle() {
    SampleGroup usual =
        group(SKU_DAY, UP)
            .series("S1", "K1", 20, 10, often("holiday", 0, 0, 0.5))
            .series("S2", "K1", 20, 10, often("holiday", 0, 0, 0.5));
    // A day and those around it are three: half to the power of three.
    assertThat(weights(new HolidayWitness(), usual)).containsExactly(0.45 / 8);
  }

  @Test
  void talkOfOneOfAStoresSkusExplainsNotTheStore() {
    SampleGroup store =
        group(STORE_DAY, UP).skus(20, 20).series("S1", "K9", 20, 10, mentions(0, 0, 40));
    assertThat(heard(new SocialWitness(), store)).isEmpty();
  }

  @Test
  void talkFromTheDayBeforeARiseOnIsHeardByItsPeak() {
    SampleGroup rise =
        group(SKU_DAY, UP)
            .series("S1", "K1", 20, 10, mentions(-1, -1, 7.5))
            .series("S2", "K1", 20, 10, mentions(0, 0, 40), mentions(1, 1, 90));
    assertThat(heard(new SocialWitness(), rise))
        .containsExactly(said(VIRAL, 0.85, "up to 40 mentions a day"));
    assertThat(heard(new SocialWitness(), talked(UP, told("social", 0, 0))))
        .containsExactly(said(VIRAL, 0.85, "up to 1 mention a day"));
    assertThat(heard(new SocialWitness(), talked(UP, mentions(-3, -1, 7.5))))
        .containsExactly(said(VIRAL, 0.85, "up to 7.5 mentions a day"));
    assertThat(heard(new SocialWitness(), talked(UP, mentions(-2, -2, 40)))).isEmpty();
    assertThat(heard(new SocialWitness(), talked(UP, mentions(0, 0, 0)))).isEmpty();
    assertThat(heard(new SocialWitness(), talked(DOWN, mentions(0, 0, 40)))).isEmpty();
  }

  private static SampleGroup talked(Direction direction, ContextFact talk) {
    return group(SKU_DAY, direction).series("S1", "K1", 20, 10, talk);
  }

  @Test
  void restatementIsHeardByTheShareOfReportsItTookBack() {
    assertThat(heard(new RestatementWitness(), group(CELL, UP).stores(20).restated(0.5)))
        .containsExactly(said(DATA_ERROR, 0.475, "the sales of 50 % of its reports were restated"));
    assertThat(heard(new RestatementWitness(), group(CELL, UP).stores(20))).isEmpty();
  }

  @Test
  void causesSetByPeopleAreHeardByNameWithDoubtWhileTheyAreFew() {
    SampleGroup judged = group(CELL, UP).stores(20).set(WEATHER, 6).set(PROMOTION, 2);
    assertThat(heard(new EditsWitness(), judged))
        .containsExactly(
            said(PROMOTION, 0.06, "people gave this cause to 2 of 8 reports of the same cluster"),
            said(WEATHER, 0.18, "people gave this cause to 6 of 8 reports of the same cluster"));
    assertThat(heard(new EditsWitness(), group(CELL, UP).stores(20))).isEmpty();
  }
}
