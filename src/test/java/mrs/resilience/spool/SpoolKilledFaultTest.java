package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.spool.segment.SpoolRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends and consumes is killed again and again ({@link KilledProducer}): what it
 * said is accepted is there, once, and what it said is acknowledged does not come out again. {@code
 * -Dmrs.spool.kills=N} says how often, {@code -Dmrs.spool.records=N} after how many accepted
 * records on average.
 */
class SpoolKilledFaultTest {
  private static final int KILLS = Integer.getInteger("mrs.spool.kills", 2);
  private static final int RECORDS = Integer.getInteger("mrs.spool.records", 1500);

  @TempDir private Path temporary;

  private final Map<Long, Long> accepted = new HashMap<>();
  private final Map<Long, Long> seqOfNumber = new HashMap<>();
  private final Map<Long, Long> numberOfSeq = new HashMap<>();
  private final Set<Long> handedOut = new HashSet<>();
  private final Set<Long> acknowledged = new HashSet<>();
  private long highest;

  @Test
  void losesNothingAndDoublesNothing() throws IOException, InterruptedException {
    Random random = new Random(23);
    for (int kill = 0; kill < KILLS; kill++) {
      run(1 + random.nextInt(2 * RECORDS), random.nextInt());
    }
    int before = acknowledged.size();
    drain();

    assertThat(accepted.keySet().stream().filter(each -> !seqOfNumber.containsKey(each))).isEmpty();
    System.out.printf(
        "%d records accepted over %d kills: 0 lost, 0 doubled; %d had been acknowledged before the"
            + " last%n",
        accepted.size(), KILLS, before);
  }

  private void run(int records, int seed) throws IOException, InterruptedException {
    Process process = start(seed);
    int had = accepted.size();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII))) {
      String line = lines.readLine();
      while (line != null) {
        note(line.split(" ", 3));
        if (accepted.size() - had >= records) {
          process.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(accepted.size() - had).isGreaterThanOrEqualTo(records);
  }

  private Process start(int seed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(KilledProducer.class.getName());
    // Numbers that the killed process used and did not tell of are not used again.
    command.addAll(List.of(temporary.toString(), "" + (highest + 1_000_000), "" + seed));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private void note(String[] line) {
    if (!List.of("A", "H", "C").contains(line[0])) {
      fail(String.join(" ", line));
    }
    long seq = Long.parseLong(line[1]);
    long number = Long.parseLong(line[2]);
    highest = Math.max(highest, number);
    isThe(seq, number);
    switch (line[0]) {
      case "A" -> accepted.put(number, seq);
      case "H" -> handsOut(seq);
      default -> acknowledged.add(seq);
    }
  }

  private void isThe(long seq, long number) {
    if (seqOfNumber.getOrDefault(number, seq) != seq
        || numberOfSeq.getOrDefault(seq, number) != number) {
      fail("number " + number + " came out as record " + seq + " and as another");
    }
    numberOfSeq.put(seq, number);
  }

  private void handsOut(long seq) {
    if (acknowledged.contains(seq)) {
      fail("record " + seq + " came out after it had been acknowledged");
    }
    handedOut.add(seq);
    seqOfNumber.put(numberOfSeq.get(seq), seq);
  }

  private void drain() throws IOException {
    List<SpoolEvent> events = new ArrayList<>();
    try (Spool spool =
        Spool.open(
            LocalFolder.open(temporary),
            KilledProducer.POLICY,
            () -> Instant.EPOCH,
            new Random(1),
            events::add)) {
      SpoolBatch batch = spool.peek(200);
      while (!batch.isEmpty()) {
        for (SpoolRecord each : batch.records()) {
          isThe(each.seq(), KilledProducer.number(each.payload()));
          handsOut(each.seq());
        }
        spool.acknowledge(batch);
        batch = spool.peek(200);
      }
    }
    assertThat(events).isEmpty();
    assertThat(LocalFolder.open(temporary).names()).noneMatch(name -> name.endsWith(".bad"));
  }
}
