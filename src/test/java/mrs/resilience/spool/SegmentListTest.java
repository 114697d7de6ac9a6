package mrs.resilience.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.segment.SegmentName;
import org.junit.jupiter.api.Test;

class SegmentListTest {
  private static final SpoolPolicy POLICY =
      new SpoolPolicy(true, 20, 1000, 400, 1 << 20, WhenFull.REFUSE);

  private static final SegmentName FIRST = new SegmentName(1, 1, 7);
  private static final SegmentName SECOND = new SegmentName(2, 11, 7);
  private static final SegmentName THIRD = new SegmentName(3, 21, 7);

  private final SegmentList segments;

  SegmentListTest() throws IOException {
    ForgetfulFolder folder = new ForgetfulFolder();
    segments = new SegmentList(folder, BadSegments.in(folder, POLICY));
    begin(FIRST);
  }

  private void begin(SegmentName segment) {
    segments.put(segment, 400);
    segments.current(Optional.of(segment));
  }

  @Test
  void whatIsConsumedIsDoneWithButForTheOneThatIsWrittenTo() {
    begin(SECOND);
    begin(THIRD);

    assertThat(segments.doneWith(ConsumedSeqs.upTo(10), () -> 25)).containsExactly(FIRST);
    assertThat(segments.doneWith(ConsumedSeqs.upTo(19), () -> 25)).containsExactly(FIRST);
    assertThat(segments.doneWith(ConsumedSeqs.upTo(25), () -> 25)).containsExactly(FIRST, SECOND);
  }

  /** The consumer was held up after it had asked how far the records go. */
  @Test
  void aSegmentThatFilledUpMeanwhileStays() {
    assertThat(
            segments.doneWith(
                ConsumedSeqs.upTo(10),
                () -> {
                  begin(SECOND);
                  begin(THIRD);
                  return 10;
                }))
        .isEmpty();
    assertThat(segments.doneWith(ConsumedSeqs.upTo(10), () -> 25)).containsExactly(FIRST);
  }
}
