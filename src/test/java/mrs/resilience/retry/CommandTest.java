package mrs.resilience.retry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mrs.resilience.retry.RetryProcess.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a command may be, and that nobody changes it afterwards. */
class CommandTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void isCompleteAndDoesNotChange() {
    byte[] payload = {1, 2, 3};
    Command command = new Command("id", "key", "edit", payload, START, HOUR);
    payload[0] = 9;
    command.payload()[1] = 9;

    assertThat(command.payload()).containsExactly(1, 2, 3);
    assertThat(command.staleAt()).isEqualTo("2024-03-01T01:00:00Z");
    assertThat(command)
        .isEqualTo(new Command("id", "key", "edit", new byte[] {1, 2, 3}, START, HOUR))
        .hasSameHashCodeAs(new Command("id", "key", "edit", new byte[] {1, 2, 3}, START, HOUR))
        .isNotEqualTo(new Command("id", "key", "edit", new byte[] {1, 2}, START, HOUR))
        .isNotEqualTo(
            new Command("id", "key", "edit", new byte[] {1, 2, 3}, START, HOUR.plusMillis(1)));
  }

  @Test
  void doesNotPrintItsPayload() {
    Command command = new Command("7", "s-1", "edit", "token".getBytes(UTF_8), START, HOUR);

    assertThat(command).hasToString("command 7 (edit of s-1, 5 bytes)");
  }

  @Test
  void refusesTextThatDoesNotComeBackFromTheDisk() {
    for (String text : new String[] {"", "x".repeat(257), "half \ud83d"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Command(text, "key", "edit", new byte[0], START, HOUR))
          .withMessageContaining("allowed: 1 to 256 characters");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Command("id", text, "edit", new byte[0], START, HOUR));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Command("id", "key", text, new byte[0], START, HOUR));
    }
    assertThat(new Command("\ud83d\ude00", "key", "edit", new byte[0], START, HOUR).id())
        .isEqualTo("\ud83d\ude00");
  }

  @Test
  void refusesWhatHasNoBounds() {
    byte[] none = new byte[0];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Command("i", "k", "e", new byte[(1 << 20) + 1], START, HOUR))
        .withMessage(
            "the payload of command i has 1048577 bytes; allowed: at most 1048576: put it in a"
                + " file and send its name");
    for (Instant time : new Instant[] {Instant.EPOCH.minusNanos(1), Instant.MAX, Instant.MIN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Command("i", "k", "e", none, time, HOUR));
    }
    for (Duration staleness :
        new Duration[] {Duration.ZERO, HOUR.negated(), Duration.ofDays(3654)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Command("i", "k", "e", none, START, staleness))
          .withMessageStartingWith("command i is stale after");
    }
  }

  @Test
  void anAttemptKeepsSoMuchOfItsReason() {
    FailedAttempt attempt = new FailedAttempt(START, "x".repeat(199) + "\ud83d\ude00 and more");

    assertThat(attempt.reason()).isEqualTo("x".repeat(199) + "?");
  }
}
