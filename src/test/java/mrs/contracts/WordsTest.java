package mrs.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** A vocabulary's words and its constants are two ways to say the same. */
class WordsTest {
  @Test
  void everyWordLeadsBackToItsConstant() {
    leadsBack(TestKind.class);
    leadsBack(DeliveryState.class);
    leadsBack(Direction.class);
    leadsBack(DriftKind.class);
    leadsBack(InputState.class);
    leadsBack(Stage.class);
    leadsBack(Cause.class);
    leadsBack(Resolution.class);
  }

  @Test
  void aWordNeedNotBeTheNameInLowerCase() {
    assertThat(Words.of(Resolution.class, "data correction")).isEqualTo(Resolution.DATA_CORRECTION);
    assertThat(Words.find(Resolution.class, "data_correction")).isEmpty();
  }

  @Test
  void whatIsNoWordIsNamedWithItsVocabulary() {
    assertThat(Words.find(StageState.class, "COMMITTED")).isEmpty();
    assertThatThrownBy(() -> Words.of(StageState.class, "COMMITTED"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'COMMITTED' is no word of StageState");
  }

  private static <W extends Enum<W> & Words> void leadsBack(Class<W> vocabulary) {
    assertThat(EnumSet.allOf(vocabulary))
        .isNotEmpty()
        .allSatisfy(w -> assertThat(Words.of(vocabulary, w.word())).isEqualTo(w));
  }
}
