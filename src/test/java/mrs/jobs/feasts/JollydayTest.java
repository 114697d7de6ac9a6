package mrs.jobs.feasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JollydayTest {
  private static final FeastLibrary LIBRARY = new Jollyday();

  /** Feasts that move: with the Easter of the West and of the East, a faith's year, a weekday. */
  @ParameterizedTest
  @CsvSource({
    "DE, christian.GOOD_FRIDAY, Good Friday, 2024-03-29, 2025-04-18",
    "DE, christian.EASTER_MONDAY, Easter Monday, 2024-04-01, 2025-04-21",
    "DE, christian.ASCENSION_DAY, Ascension Day, 2024-05-09, 2025-05-29",
    "DE-BY, christian.CORPUS_CHRISTI, Corpus Christi, 2024-05-30, 2025-06-19",
    "FR, christian.WHIT_MONDAY, Whit Monday, 2024-05-20, 2025-06-09",
    "BR, christian.GOOD_FRIDAY, Good Friday, 2024-03-29, 2025-04-18",
    "GR, christian.EASTER_MONDAY, Easter Monday, 2024-05-06, 2025-04-21",
    "GR, christian.CLEAN_MONDAY, Clean Monday, 2024-03-18, 2025-03-03",
    "US, THANKSGIVING, Thanksgiving Day, 2024-11-28, 2025-11-27",
    "GB-ENG, christian.EASTER_MONDAY, Easter Monday, 2023-04-10, 2026-04-06",
    "SE, MIDSUMMER, Midsummer Day, 2024-06-22, 2025-06-21",
    "TR, islamic.ID_UL_ADHA, Eid ul-Adha, 2023-06-28, 2024-06-16"
  })
  void feastsThatMoveAreOnTheirDays(
      String place, String key, String name, LocalDate one, LocalDate other) {
    for (LocalDate day : List.of(one, other)) {
      assertThat(LIBRARY.feasts(place, day.getYear()))
          .filteredOn(f -> f.key().equals(key))
          .containsExactly(new Feast(day, key, name));
    }
  }

  @Test
  void aYearHasAllOfThemInOrder() {
    assertThat(LIBRARY.feasts("DE-BY", 2024))
        .extracting(f -> f.day() + " " + f.key())
        .containsExactly(
            "2024-01-01 NEW_YEAR",
            "2024-01-06 EPIPHANY",
            "2024-03-29 christian.GOOD_FRIDAY",
            "2024-04-01 christian.EASTER_MONDAY",
            "2024-05-01 LABOUR_DAY",
            "2024-05-09 christian.ASCENSION_DAY",
            "2024-05-20 christian.WHIT_MONDAY",
            "2024-05-30 christian.CORPUS_CHRISTI",
            "2024-10-03 UNIFICATION_GERMANY",
            "2024-11-01 ALL_SAINTS",
            "2024-12-25 FIRST_CHRISTMAS_DAY",
            "2024-12-26 SECOND_CHRISTMAS_DAY");
  }

  @Test
  void aRegionHasThoseOfItsCountryAndItsOwn() {
    List<Feast> country = LIBRARY.feasts("DE", 2025);

    assertThat(LIBRARY.feasts("de-by-ag", 2025)).containsAll(LIBRARY.feasts("DE-BY", 2025));
    assertThat(LIBRARY.feasts("DE-BY", 2025)).containsAll(country);
    assertThat(LIBRARY.feasts("DE-BY-AG", 2025))
        .contains(new Feast(LocalDate.of(2025, 8, 8), "PEACE", "Peace Festival"));
    assertThat(country).extracting(Feast::key).doesNotContain("PEACE", "ALL_SAINTS");
  }

  @Test
  void oneThatIsMovedFromAWeekendIsKeptOnBothDays() {
    assertThat(LIBRARY.feasts("GB", 2021))
        .filteredOn(f -> f.key().equals("CHRISTMAS"))
        .extracting(Feast::day)
        .containsExactly(LocalDate.of(2021, 12, 25), LocalDate.of(2021, 12, 27));
  }

  @Test
  void oneThatIsMovedToTheYearBeforeIsOfThatYear() {
    assertThat(LIBRARY.feasts("US", 2021))
        .filteredOn(f -> f.key().equals("NEW_YEAR"))
        .extracting(Feast::day)
        .containsExactly(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 12, 31));
    assertThat(LIBRARY.feasts("US", 2022))
        .filteredOn(f -> f.key().equals("NEW_YEAR"))
        .extracting(Feast::day)
        .containsExactly(LocalDate.of(2022, 1, 1));
  }

  @Test
  void whatIsOnlyObservedIsNone() {
    assertThat(LIBRARY.feasts("AT", 2024))
        .extracting(Feast::key)
        .contains("CHRISTMAS")
        .doesNotContain("CHRISTMAS_EVE");
  }

  @Test
  void namesDoNotDependOnTheMachine() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(new Jollyday().feasts("DE", 2024))
          .contains(new Feast(LocalDate.of(2024, 1, 1), "NEW_YEAR", "New Year's Day"));
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void everyCalendarCanBeReadAndHasFeasts() {
    assertThat(new Jollyday().countries())
        .hasSizeGreaterThan(80)
        .allSatisfy(c -> assertThat(LIBRARY.feasts(c, 2024)).as(c).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "XX | no country 'XX' | AD, AE, AL",
        "NYSE | no country 'NYSE' | AD, AE, AL",
        "DE-XY | no region 'XY' of DE | DE-BB, DE-BE, DE-BW",
        "DE-BY-XY | no region 'XY' of DE-BY | DE-BY-AG, DE-BY-IN, DE-BY-MU",
        "PL-XY | no region 'XY' of PL | none, so leave it out",
        "'' | no country '' | AD, AE, AL",
        "DE- | no region '' of DE | DE-BB, DE-BE, DE-BW"
      })
  void anUnknownPlaceIsRefusedWithWhatThereIs(String place, String what, String known) {
    assertThatThrownBy(() -> new Jollyday().check(place))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(what)
        .hasMessageContaining(known);
  }

  @Test
  void theVersionIsThatOfTheLibrary() throws IOException {
    Properties pom = new Properties();
    try (InputStream file =
        getClass()
            .getResourceAsStream("/META-INF/maven/de.focus-shift/jollyday-core/pom.properties")) {
      pom.load(file);
    }

    assertThat(LIBRARY.version()).isEqualTo(pom.getProperty("version"));
  }
}
