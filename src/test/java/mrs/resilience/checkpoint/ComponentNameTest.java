package mrs.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A component's name can be that of a file, and of one file only. */
class ComponentNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "spool", "retry-queue", "stream_marks-2"})
  void takesPlainNames(String name) {
    assertThat(new ComponentName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "../up", "a/b", "a\\b", "a.b", "Spool", "-x", "_x", "a b", "a\n", "a\0",
        "naïve", "\u202Ea", "a%2e", "a`b", "con:"
      })
  void refusesAllElse(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ComponentName(name))
        .withMessageStartingWith("no component can be called '" + name + "'");
  }

  @Test
  void refusesMoreThan64Characters() {
    assertThat(new ComponentName("a".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new ComponentName("a".repeat(65)));
  }

  @Test
  void numbersStartAtOneAndHaveAFixedWidth() {
    ComponentName spool = new ComponentName("spool");

    assertThat(new CheckpointId(spool, 1).next()).hasToString("spool.000000000000000002");
    assertThatIllegalArgumentException().isThrownBy(() -> new CheckpointId(spool, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckpointId(spool, 999_999_999_999_999_999L).next());
  }
}
