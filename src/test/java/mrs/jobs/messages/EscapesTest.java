package mrs.jobs.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What cannot be seen is shown as an escape, everything else as it is. */
final class EscapesTest {
  @Test
  void invisibleCharactersAndUnusualBlanksAreEscaped() {
    assertThat(Escapes.of("a\u00A0b\u200Bc\u00ADd\uFEFFe\u2028f\u3000g\u0007h\ti\nj\rk"))
        .isEqualTo("a\\u00a0b\\u200bc\\u00add\\ufeffe\\u2028f\\u3000g\\u0007h\\ti\\nj\\rk");
    assertThat(Escapes.of("\uDB40\uDC41\uD800")).isEqualTo("\\U000e0041\\ud800");
    assertThat(Escapes.of("\uFE0F\u3164")).isEqualTo("\\ufe0f\\u3164");
  }

  @Test
  void lettersSignsAndPlainBlanksStay() {
    String text = "Café 商品 \uD83D\uDE00 – €'\"\\ e\u0301";

    assertThat(Escapes.of(text)).isEqualTo(text);
  }
}
