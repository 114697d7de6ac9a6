package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InWordsTest {

  @Test
  void saysTheFigureOfATestInItsOwnUnit() {
    assertThat(InWords.statistic("store_day", 9.034)).isEqualTo("9.03 deviations");
    assertThat(InWords.statistic("sku_day", -12.71)).isEqualTo("-12.7 deviations");
    assertThat(InWords.statistic("zero_run", -6.16)).isEqualTo("by chance once in 10^6.16 times");
    assertThat(InWords.statistic("level_shift", -20.24))
        .isEqualTo("deviations of its days beyond chance add up to 20.2");
    assertThat(InWords.statistic("a later test", 2)).isEqualTo("2");
  }
}
