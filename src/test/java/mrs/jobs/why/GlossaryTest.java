package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlossaryTest {

  @Test
  void saysTheFigureOfATestInItsOwnUnit() {
    assertThat(Glossary.statistic("store_day", 9.034)).isEqualTo("9.03 deviations");
    assertThat(Glossary.statistic("sku_day", -12.71)).isEqualTo("-12.7 deviations");
    assertThat(Glossary.statistic("zero_run", -6.16)).isEqualTo("by chance once in 10^6.16 times");
    assertThat(Glossary.statistic("region_day", -8.2)).isEqualTo("by chance once in 10^8.2 times");
    assertThat(Glossary.statistic("level_shift", -20.24))
        .isEqualTo("deviations of its days beyond chance add up to 20.2");
    assertThat(Glossary.statistic("a later test", 2)).isEqualTo("2");
  }

  @Test
  void saysWhatATestSetsAReportBeside() {
    String ofDay = " of its region on the same day, and with its own days before";
    assertThat(Glossary.comparison("store_day", null)).isEqualTo("the other stores" + ofDay);
    assertThat(Glossary.comparison("store_day", 7)).isEqualTo("the 7 other stores" + ofDay);
    assertThat(Glossary.comparison("sku_day", 1)).isEqualTo("the other SKU" + ofDay);
    assertThat(Glossary.comparison("store_day", 0))
        .isEqualTo("its own days before alone: its region has no other store to set it beside");
    assertThat(Glossary.comparison("a later test", null)).isEqualTo("what was usual");
  }

  @Test
  void saysHowOftenAnEventIsToBeExpectedByChance() {
    assertThat(Glossary.rarity(-.5)).isEqualTo("about 1155 such events a year by chance");
    assertThat(Glossary.rarity(1)).isEqualTo("about 37 such events a year by chance");
    assertThat(Glossary.rarity(3)).isEqualTo("about one such event in 3 years by chance");
    assertThat(Glossary.rarity(4.6)).isEqualTo("less than one such event in 100 years by chance");
  }

  @Test
  void saysWhoseSeverityItIsWithoutTheLogsOfEvents() {
    assertThat(Glossary.code("MELOG_down"))
        .isEqualTo(
            "minority_events_log was down or had nothing on it: NULL for that are event_status, and"
                + " the severity is the report's own");
  }
}
