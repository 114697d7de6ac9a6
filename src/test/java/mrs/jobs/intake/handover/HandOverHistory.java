package mrs.jobs.intake.handover;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import mrs.jobs.intake.OneProcess;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.journal.DeliveryLedger.Entry;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.intake.receive.Receipt;
import mrs.jobs.intake.receive.Refusal;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import mrs.resilience.spool.Lane;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One life of an intake, drawn: uploads that go on while other things happen, some of the same
 * content, some that break off; a feed folder that goes and comes; operations that fail; kills and
 * power cuts of the receiver, of the machine with the feed folder, and of both. At the end all is
 * handed over and held against what senders were told.
 */
final class HandOverHistory {
  private static final int STEPS = 50;
  private static final int DEEPEST = 3;

  private final Random random;
  private final FeedDisk feed = new FeedDisk();
  private final Set<String> tried = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private final List<String> told = new ArrayList<>();
  private ForgetfulFolder own = new ForgetfulFolder();
  private ForgetfulFolder queue = new ForgetfulFolder();
  private SmallIntake intake;
  private int contents;
  private int depth;
  private int failures;
  private int ends;

  HandOverHistory(long seed) throws IOException {
    this.random = new Random(seed);
    this.intake = open();
  }

  private SmallIntake open() throws IOException {
    return new SmallIntake(own, queue, feed, new OneProcess(), random);
  }

  HandOverHistory run() throws IOException {
    for (int step = 0; step < STEPS; step++) {
      step(random.nextInt(100));
      checkVisible();
    }
    healthy();
    restart(true);
    intake.spool().targetBack();
    intake.handOverAll();
    checkEnd();
    return this;
  }

  int failures() {
    return failures;
  }

  int ends() {
    return ends;
  }

  int taken() {
    return taken.size();
  }

  private void step(int draw) throws IOException {
    if (draw < 30) {
      receive();
    } else if (draw < 65) {
      attempt(() -> intake.handOver(lane(), 1 + random.nextInt(8)));
    } else if (draw < 70) {
      attempt(intake::tidy);
    } else if (draw < 75) {
      feed.away(true);
      attempt(intake.spool()::targetAway);
    } else if (draw < 82) {
      feed.away(false);
      attempt(intake.spool()::targetBack);
    } else if (draw < 86) {
      failing();
    } else if (draw < 90) {
      healthy();
    } else if (draw < 93) {
      feed.cutPower(random);
    } else {
      restart(random.nextInt(4) == 0);
    }
  }

  private Lane lane() {
    return random.nextBoolean() ? Lane.LIVE : Lane.BACKLOG;
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(Attempt what) {
    try {
      what.run();
    } catch (IOException e) {
      failures++;
      told.add(e.toString());
    }
  }

  private void receive() throws IOException {
    boolean again = contents > 0 && random.nextInt(4) == 0;
    if (!again) {
      contents++;
    }
    int number = again ? 1 + random.nextInt(contents) : contents;
    IntakeFeed to = random.nextBoolean() ? IntakeFeed.STORES : IntakeFeed.PRODUCTS;
    String content = content(number);
    int length = random.nextInt(8) == 0 ? random.nextInt(content.length()) : content.length();
    boolean isAnnounced = random.nextBoolean();
    tried.add(to.word() + " " + content);
    try {
      Receipt receipt =
          intake.receive(
              to,
              "n" + random.nextInt(3) + ".csv",
              isAnnounced ? OptionalLong.of(content.length()) : OptionalLong.empty(),
              new Eventful(
                  content.substring(0, length), !isAnnounced && length < content.length()));
      assertThat(receipt.delivery().bytes()).isEqualTo(content.length());
      taken.add(to.word() + " " + content);
    } catch (Refusal e) {
      failures++;
      told.add(e.toString());
    }
  }

  private static String content(int number) {
    return ("delivery " + number + " ").repeat(1 + number % 5);
  }

  /** A body between the chunks of which other things happen. */
  private final class Eventful extends InputStream {
    private final InputStream content;
    private final boolean breaksOff;

    private Eventful(String content, boolean breaksOff) {
      this.content = new ByteArrayInputStream(content.getBytes(US_ASCII));
      this.breaksOff = breaksOff;
    }

    @Override
    public int readNBytes(byte[] into, int offset, int length) throws IOException {
      if (depth < DEEPEST && random.nextInt(2) == 0) {
        meanwhile();
      }
      int read = content.readNBytes(into, offset, length);
      if (read < length && breaksOff) {
        throw new IOException("the sender is gone");
      }
      return read;
    }

    private void meanwhile() {
      depth++;
      try {
        step(random.nextInt(100));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      depth--;
    }

    @Override
    public int read() throws IOException {
      return content.read();
    }
  }

  private void failing() {
    switch (random.nextInt(3)) {
      case 0 -> feed.fail(fault(Set.of(Operation.LOCK)));
      case 1 -> own.fail(fault(Set.of(Operation.LOCK)));
      // A spool takes what it cannot read three times for lost.
      default -> queue.fail(fault(Set.of(Operation.LOCK, Operation.READ)));
    }
  }

  private ForgetfulFolder.Fault fault(Set<Operation> never) {
    int every = 2 + random.nextInt(12);
    return (operation, name) -> {
      if (!never.contains(operation) && random.nextInt(every) == 0) {
        throw new IOException(operation + " of " + name + " fails");
      }
    };
  }

  private void healthy() {
    feed.fail((operation, name) -> {});
    own.fail((operation, name) -> {});
    queue.fail((operation, name) -> {});
    feed.away(false);
  }

  private void restart(boolean clean) throws IOException {
    ends++;
    boolean wasAway = feed.isAway();
    healthy();
    if (clean && depth == 0) {
      intake.close();
    } else {
      intake.process().kill();
    }
    int cut = random.nextInt(3);
    if (cut > 0) {
      own = own.afterPowerCut(random);
      queue = queue.afterPowerCut(random);
    }
    if (cut > 1) {
      feed.cutPower(random);
    }
    intake = open();
    feed.away(wasAway);
  }

  private void checkVisible() throws IOException {
    for (Map.Entry<String, String> each : feed.visible().entrySet()) {
      String word = each.getKey().contains("/stores-") ? "stores" : "products";
      assertThat(tried).contains(word + " " + each.getValue());
      assertThat(each.getKey()).contains(DigestUtils.sha256Hex(each.getValue()).substring(0, 12));
    }
  }

  private static boolean isOf(IntakeEvent lost, String delivery) {
    int space = delivery.indexOf(' ');
    return lost.who().containsKey(delivery.substring(0, space))
        && lost.text().contains(DigestUtils.sha256Hex(delivery.substring(space + 1)));
  }

  private void checkEvents(List<IntakeEvent> events) {
    assertThat(events)
        .filteredOn(each -> each.kind() == IntakeEvent.Kind.DELIVERY_LOST)
        .noneMatch(each -> taken.stream().anyMatch(one -> isOf(each, one)));
  }

  private void checkEnd() throws IOException {
    Map<String, String> visible = feed.visible();
    List<String> there = new ArrayList<>();
    visible.forEach(
        (file, content) ->
            there.add((file.contains("/stores-") ? "stores " : "products ") + content));
    assertThat(there).as("each once").doesNotHaveDuplicates();
    assertThat(there).as("all that were taken, after %s", told).containsAll(taken);
    assertThat(feed.hidden()).as("left over").isEmpty();
    checkEvents(new IntakeJournal(own).pending());
    for (String one : taken) {
      IntakeFeed of = IntakeFeed.of(one.substring(0, one.indexOf(' '))).orElseThrow();
      DeliveryKey key =
          new DeliveryKey(of, DigestUtils.sha256Hex(one.substring(one.indexOf(' ') + 1)));
      assertThat(intake.ledger().find(key).map(Entry::state)).contains(State.HANDED_OVER);
    }
  }
}
