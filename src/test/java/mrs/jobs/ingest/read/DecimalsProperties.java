package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;

/** Numbers are read to the nearest double, and only numbers are read. */
final class DecimalsProperties {
  @Property(tries = 500)
  void readsWhatIsWrittenPlainly(@ForAll @Scale(9) BigDecimal number) {
    assertThat(Decimals.parse(number.toPlainString())).isEqualTo(number.doubleValue() + 0.0);
  }

  @Property(tries = 500)
  void readsEveryDouble(@ForAll double number) {
    assertThat(Decimals.parse(Double.toString(number))).isEqualTo(number + 0.0);
  }

  @Property(tries = 1000)
  void readsExactlyWhatTheGrammarAllows(
      @ForAll @StringLength(max = 7) @CharRange(from = '+', to = '9') String text) {
    boolean number = text.matches("[+-]?(\\d+(\\.\\d+)?|\\.\\d+)");

    assertThat(Decimals.parse(text) != null).isEqualTo(number);
  }

  @Example
  void refusesWhatJavaWouldRead() {
    for (String text : new String[] {"1d", "1f", "0x1p3", "NaN", "Infinity", " 1", "1 ", "", "."}) {
      assertThat(Decimals.parse(text)).as(text).isNull();
    }
  }

  @Example
  void readsExponents() {
    assertThat(Decimals.parse("1e3")).isEqualTo(1000.0);
    assertThat(Decimals.parse("-1.5E-2")).isEqualTo(-0.015);
    assertThat(Decimals.parse("1e999")).isInfinite();
    assertThat(Decimals.parse("1e")).isNull();
    assertThat(Decimals.parse("1e+")).isNull();
    assertThat(Decimals.parse("e1")).isNull();
    assertThat(Decimals.parse("1e1.5")).isNull();
  }

  @Example
  void neverGivesNegativeZero() {
    for (String text : new String[] {"-0", "-0.0", "-0e0", "-.0"}) {
      assertThat(Decimals.parse(text)).as(text).isEqualTo(0.0);
    }
  }

  @Example
  void knowsTheWordsForWhatIsNotFinite() {
    for (String text : new String[] {"NaN", "nan", "inf", "-Infinity", "+INF", "∞"}) {
      assertThat(Decimals.isWordForNotFinite(text)).as(text).isTrue();
    }
    assertThat(Decimals.isWordForNotFinite("-")).isFalse();
    assertThat(Decimals.isWordForNotFinite("information")).isFalse();
  }
}
