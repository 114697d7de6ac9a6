package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlossaryTest {

  @Test
  void saysTheFigureOfATestInItsOwnUnit() {
    assertThat(Glossary.statistic("store_day", 9.034)).isEqualTo("9.03 deviations");
    assertThat(Glossary.statistic("sku_day", -12.71)).isEqualTo("-12.7 deviations");
    assertThat(Glossary.statistic("zero_run", -6.16)).isEqualTo("by chance once in 10^6.16 times");
    assertThat(Glossary.statistic("level_shift", -20.24))
        .isEqualTo("deviations of its days beyond chance add up to 20.2");
    assertThat(Glossary.statistic("a later test", 2)).isEqualTo("2");
  }
}
