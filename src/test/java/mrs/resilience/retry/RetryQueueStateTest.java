package mrs.resilience.retry;

import static mrs.resilience.retry.RetryProcess.at;
import static mrs.resilience.retry.RetryProcess.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.resilience.checkpoint.ComponentName;
import mrs.resilience.checkpoint.StateRefused;
import mrs.resilience.retry.QueuedCommand.GivenUp;
import mrs.resilience.retry.QueuedCommand.Pause;
import org.junit.jupiter.api.Test;

/** The bytes of a queue. */
class RetryQueueStateTest {
  private static final ComponentName NAME = new ComponentName("retries");
  private static final List<QueuedCommand> SOME =
      List.of(
          QueuedCommand.accepted(command("a", "x")),
          new QueuedCommand(
              command("ä \ud83d\ude00", "ключ", 1, Duration.ofNanos(1_000_001)),
              List.of(new FailedAttempt(at(5), "away"), new FailedAttempt(at(9), "")),
              7,
              Optional.of(new Pause(at(9), at(12).plusNanos(1))),
              Optional.empty()),
          new QueuedCommand(
              command("c", "x"),
              List.of(),
              0,
              Optional.of(new Pause(at(3), at(4))),
              Optional.of(new GivenUp(GiveUpReason.STALE, at(3)))));

  @Test
  void comeBackInOrder() throws StateRefused {
    QueuedCommands back = read(bytes(SOME));

    assertThat(back.all()).containsExactlyElementsOf(SOME);
    assertThat(bytes(List.copyOf(back.all()))).isEqualTo(bytes(SOME));
    assertThat(read(bytes(List.of())).all()).isEmpty();
  }

  @Test
  void arePinned() {
    assertThat(HexFormat.of().formatHex(bytes(SOME.subList(0, 1))))
        .isEqualTo(
            "00000001"
                + "0000000161"
                + "0000000178"
                + "0000000465646974"
                + "00000004646f2061"
                + "0000000065e11a8000000000"
                + "0000000000000e1000000000"
                + "00000000"
                + "00000000"
                + "00000000"
                + "00000000");
    assertThat(Arrays.stream(GiveUpReason.values()).map(GiveUpReason::code))
        .containsExactly(1, 2, 3);
  }

  @Test
  void areRefusedWhereTheyAreOthers() {
    byte[] bytes = bytes(SOME);
    for (int length = 0; length < bytes.length; length++) {
      refuses(Arrays.copyOf(bytes, length));
    }
    refuses(Arrays.copyOf(bytes, bytes.length + 1));
    refuses(bytes(List.of(SOME.get(0), SOME.get(0))));
    for (int value : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      for (int at : new int[] {0, 4, 9}) {
        refuses(ByteBuffer.wrap(bytes.clone()).putInt(at, value).array());
      }
    }
    assertThatThrownBy(() -> new RetryQueueState(NAME, new QueuedCommands()).restore(0, bytes))
        .isInstanceOf(StateRefused.class)
        .hasMessage("a retry queue of version 0 was never written");
  }

  @Test
  void areRefusedOrReadWhateverTheyAre() {
    Random random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = bytes(SOME);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      QueuedCommands commands = new QueuedCommands();
      try {
        new RetryQueueState(NAME, commands).restore(1, bytes);
      } catch (StateRefused e) {
        assertThat(commands.all()).isEmpty();
      }
    }
  }

  @Test
  void fitACheckpointWhateverIsInThem() {
    String longest = "\u20ac".repeat(Command.MOST_TEXT - 4);
    FailedAttempt attempt = new FailedAttempt(at(0), "\u20ac".repeat(FailedAttempt.MOST_REASON));
    QueuedCommand largest =
        new QueuedCommand(
            new Command(
                "\u20ac" + longest, longest, longest, new byte[0], at(0), Duration.ofDays(1)),
            Collections.nCopies(RetryPolicy.MOST_ATTEMPTS, attempt),
            Integer.MAX_VALUE,
            Optional.of(new Pause(at(0), at(1))),
            Optional.of(new GivenUp(GiveUpReason.EXHAUSTED, at(0))));
    CommandWriter out = new CommandWriter();
    out.command(largest);
    long ofOne = out.bytes().length + 3L * 4 * 3;

    assertThat(ofOne * RetryLimits.MOST_COMMANDS + RetryLimits.MOST_BYTES).isLessThan(64 << 20);
  }

  private static byte[] bytes(List<QueuedCommand> commands) {
    CommandWriter out = new CommandWriter();
    out.count(commands.size());
    commands.forEach(out::command);
    return out.bytes();
  }

  private static QueuedCommands read(byte[] bytes) throws StateRefused {
    QueuedCommands commands = new QueuedCommands();
    new RetryQueueState(NAME, commands).restore(1, bytes);
    assertThat(new RetryQueueState(NAME, commands).state()).isEqualTo(bytes);
    return commands;
  }

  private static void refuses(byte[] bytes) {
    QueuedCommands commands = new QueuedCommands();
    assertThatThrownBy(() -> new RetryQueueState(NAME, commands).restore(1, bytes))
        .isInstanceOf(StateRefused.class)
        .hasMessageStartingWith("it is not what a retry queue writes: ");
    assertThat(commands.all()).isEmpty();
  }
}
