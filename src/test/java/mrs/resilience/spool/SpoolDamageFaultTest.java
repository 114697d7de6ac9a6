package mrs.resilience.spool;

import static mrs.resilience.spool.SampleSpool.ACKNOWLEDGED;
import static mrs.resilience.spool.SampleSpool.POLICY;
import static mrs.resilience.spool.SampleSpool.RECORDS;
import static mrs.resilience.spool.SampleSpool.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.position.ReadPosition;
import mrs.resilience.spool.segment.SpoolRecord;
import org.junit.jupiter.api.Test;

/**
 * Files of a spool that are cut at every byte, or of which one bit is wrong: it starts, hands out
 * what is sound, and tells exactly what is not. {@code -Dmrs.spool.flips=N} says how many bits.
 */
class SpoolDamageFaultTest {
  private static final int FLIPS = Integer.getInteger("mrs.spool.flips", 1500);

  @Test
  void tellsOneExactGapWhereASegmentBeforeTheLastIsCut() throws IOException {
    for (boolean closed : new boolean[] {true, false}) {
      SampleSpool sample = new SampleSpool(closed);
      for (int segment = 0; segment < sample.segments.size() - 1; segment++) {
        String file = sample.segments.get(segment);
        for (long size = 0; size < sample.disk.size(file); size++) {
          checkCut(sample, segment, size, true);
        }
      }
    }
  }

  @Test
  void tellsOneExactGapWhereTheLastSegmentEndsBeforeWhatWasDurable() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    for (long size = 0; size < sample.disk.size(sample.segments.get(2)); size++) {
      checkCut(sample, 2, size, true);
    }
  }

  @Test
  void takesATornTailForWhatItIs() throws IOException {
    SampleSpool sample = new SampleSpool(false);
    // The last position was written after all records; an earlier one knows of fewer.
    for (String position : List.of("position.0", "position.1")) {
      sample.disk.put(position, new ReadPosition(5, ConsumedSeqs.upTo(2), 8, 0).bytes());
    }
    for (long size = 0; size < sample.disk.size(sample.segments.get(2)); size++) {
      checkCut(sample, 2, size, false);
    }
  }

  private static void checkCut(SampleSpool sample, int segment, long size, boolean told)
      throws IOException {
    List<Long> lost = new ArrayList<>(sample.within(segment, Long.MAX_VALUE));
    lost.removeAll(sample.within(segment, size));
    lost.removeIf(seq -> seq <= ACKNOWLEDGED);
    List<Long> left = new ArrayList<>(seqs(ACKNOWLEDGED + 1, RECORDS));
    left.removeAll(lost);

    Recovered recovered = Recovered.from(sample.cut(sample.segments.get(segment), size), POLICY);

    String where = "segment " + segment + " cut to " + size;
    assertThat(recovered.records())
        .as(where)
        .containsExactlyElementsOf(left.stream().map(sample::record).toList());
    assertThat(recovered.gaps()).as(where).hasSize(told && !lost.isEmpty() ? 1 : 0);
    for (Gap gap : recovered.gaps()) {
      assertThat(List.of(gap.fromSeq(), gap.toSeq(), gap.count()))
          .as(where)
          .containsExactly(lost.get(0), lost.get(lost.size() - 1), (long) lost.size());
    }
  }

  @Test
  void saysFromWhenToWhenAndKeepsTheBrokenFileApart() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    String file = sample.segments.get(1);
    Folder cut = sample.cut(file, sample.disk.size(file) - 1);

    Recovered recovered = Recovered.from(cut, POLICY);

    assertThat(recovered.events())
        .containsExactly(
            new Gap(
                Map.of(),
                1,
                8,
                8,
                Optional.of(sample.record(7).acceptedAt()),
                Optional.of(sample.record(9).acceptedAt()),
                Gap.Reason.DAMAGED,
                Recovered.START));
    assertThat(cut.names())
        .containsExactly(file + ".bad", "position.0", "position.1", "position.reserve");
    assertThat(Recovered.from(cut, POLICY).events()).isEmpty();
  }

  @Test
  void goesOnBehindASegmentThatIsGone() throws IOException {
    for (int segment = 0; segment < 3; segment++) {
      SampleSpool sample = new SampleSpool(true);
      sample.disk.delete(sample.segments.get(segment));
      List<Long> lost = new ArrayList<>(sample.within(segment, Long.MAX_VALUE));
      lost.removeIf(seq -> seq <= ACKNOWLEDGED);

      Recovered recovered = Recovered.from(sample.disk, POLICY);

      assertThat(recovered.gaps()).hasSize(1);
      assertThat(recovered.lost()).containsExactlyElementsOf(lost);
      assertThat(recovered.seqs()).hasSize(RECORDS - ACKNOWLEDGED - lost.size());
    }
  }

  @Test
  void goesOnBehindASegmentThatIsTakenAwayMeanwhile() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    List<SpoolEvent> events = new ArrayList<>();
    try (Spool spool =
        Spool.open(sample.disk, POLICY, () -> Recovered.START, new Random(1), events::add)) {
      sample.disk.delete(sample.segments.get(1));
      SpoolBatch batch = spool.peek(20);
      assertThat(batch.records()).hasSize(6);
      spool.acknowledge(batch);
      assertThat(spool.peek(20).isEmpty()).isTrue();
    }
    assertThat(events).hasSize(1);
    assertThat(((Gap) events.get(0)).fromSeq()).isEqualTo(5);
    assertThat(((Gap) events.get(0)).toSeq()).isEqualTo(8);
    assertThat(sample.disk.names()).noneMatch(name -> name.contains(".seg"));
  }

  @Test
  void fallsBackToThePositionBeforeWhereOneIsCut() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    for (String slot : List.of("position.0", "position.1")) {
      for (long size = 0; size < sample.disk.size(slot); size++) {
        Recovered recovered = Recovered.from(sample.cut(slot, size), POLICY);

        assertThat(recovered.gaps()).isEmpty();
        assertThat(recovered.toldOfThePosition()).isTrue();
        assertThat(recovered.records())
            .endsWith(seqs(3, RECORDS).stream().map(sample::record).toArray(SpoolRecord[]::new));
      }
    }
  }

  @Test
  void missesNothingThatIsGoneForAReasonWhereThePositionBeforeHolds() throws IOException {
    for (int acknowledged = 3; acknowledged <= RECORDS; acknowledged++) {
      SampleSpool sample = new SampleSpool(false, acknowledged);
      for (String slot : List.of("position.0", "position.1")) {
        Recovered recovered = Recovered.from(sample.cut(slot, 0), POLICY);

        assertThat(recovered.gaps()).as(acknowledged + " acknowledged, " + slot).isEmpty();
        assertThat(recovered.toldOfThePosition()).isTrue();
        assertThat(new TreeSet<>(recovered.seqs())).containsAll(seqs(acknowledged + 1, RECORDS));
      }
    }
  }

  @Test
  void tellsOneGapForDamageThatGoesOnOverSegments() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    String first = sample.segments.get(0);
    sample.disk.truncate(first, sample.disk.size(first) - 1);
    sample.disk.delete(sample.segments.get(1));

    Recovered recovered = Recovered.from(sample.disk, POLICY);

    assertThat(recovered.gaps()).hasSize(1);
    assertThat(recovered.gaps().get(0).fromSeq()).isEqualTo(4);
    assertThat(recovered.gaps().get(0).toSeq()).isEqualTo(8);
    assertThat(recovered.gaps().get(0).count()).isEqualTo(5);
  }

  @Test
  void cutsATornTailOff() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    String last = sample.segments.get(2);
    long size = sample.disk.size(last);
    sample.disk.append(last).write(ByteBuffer.allocate(77));
    assertThat(SpoolVerification.of(sample.disk).unfinishedBytes()).isEqualTo(77);
    assertThat(SpoolVerification.of(sample.disk).findings()).isEmpty();

    Spool.open(sample.disk, POLICY, () -> Recovered.START, new Random(1), e -> {}).close();

    assertThat(sample.disk.size(last)).isEqualTo(size);
    assertThat(Recovered.from(sample.disk, POLICY).events()).isEmpty();
  }

  @Test
  void readsABrokenHeaderFromTheName() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    sample.disk.flipBit(sample.segments.get(1), 100);

    assertThat(SpoolVerification.of(sample.disk).findings())
        .containsExactly(
            "the header of " + sample.segments.get(1) + " is not what this program writes");
    assertThat(Recovered.from(sample.disk, POLICY).seqs()).isEqualTo(seqs(3, RECORDS));
  }

  @Test
  void keepsBrokenFilesWithinAnEighthOfTheDisk() throws IOException {
    SpoolPolicy small = new SpoolPolicy(true, 9, 1000, 100, 20_000, SpoolPolicy.WhenFull.REFUSE);
    ForgetfulFolder disk = new ForgetfulFolder();
    for (int round = 0; round < 30; round++) {
      try (Spool spool =
          Spool.open(disk, small, () -> Recovered.START, new Random(round), e -> {})) {
        spool.appendAll("w", List.of(new byte[500], new byte[10]));
        String segment = disk.names().stream().filter(n -> n.endsWith(".seg")).findFirst().get();
        disk.flipBit(segment, 8 * 100);
        spool.append("w", new byte[1]);
      }
      assertThat(Recovered.from(disk, small).gaps()).hasSize(1);
    }
    List<String> bad = disk.names().stream().filter(n -> n.endsWith(".bad")).toList();
    long bytes = 0;
    for (String each : bad) {
      bytes += disk.size(each);
    }
    assertThat(bytes).isBetween(1500L, 2500L);
    assertThat(disk.names()).noneMatch(n -> n.endsWith(".seg"));
  }

  @Test
  void handsOutAllThereIsWhereBothPositionsAreGone() throws IOException {
    SampleSpool sample = new SampleSpool(true);
    sample.disk.delete("position.0");
    sample.disk.truncate("position.1", 3);

    Recovered recovered = Recovered.from(sample.disk, POLICY);

    assertThat(recovered.seqs()).isEqualTo(seqs(1, RECORDS));
    assertThat(recovered.gaps()).isEmpty();
    assertThat(recovered.toldOfThePosition()).isTrue();
  }

  @Test
  void returnsNoWrongValueWhereABitIsWrong() throws IOException {
    Random random = new Random(11);
    SampleSpool[] samples = {new SampleSpool(true), new SampleSpool(false)};
    long lost = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      SampleSpool sample = samples[flip % 2];
      List<String> files = sample.disk.names().stream().filter(n -> !n.equals("lock")).toList();
      String file = files.get(random.nextInt(files.size()));
      long bit = random.nextLong(8 * sample.disk.size(file));
      ForgetfulFolder copy = sample.disk.copy();
      copy.flipBit(file, bit);

      Recovered recovered = Recovered.from(copy, POLICY);

      String where = "bit " + bit + " of " + file;
      TreeSet<Long> all = new TreeSet<>(recovered.seqs());
      assertThat(recovered.seqs()).as(where).doesNotHaveDuplicates().isSorted();
      for (SpoolRecord each : recovered.records()) {
        assertThat(each).as(where).isEqualTo(sample.record(each.seq()));
      }
      assertThat(recovered.lost()).as(where).doesNotContainAnyElementsOf(recovered.seqs());
      all.addAll(recovered.lost());
      assertThat(all).as(where).containsAll(seqs(ACKNOWLEDGED + 1, RECORDS));
      assertThat(recovered.lost()).as(where).hasSizeLessThanOrEqualTo(1);
      lost += recovered.lost().size();
    }
    assertThat(lost).isPositive();
    System.out.printf("%d bits: 0 wrong values, %d records told as lost%n", FLIPS, lost);
  }
}
