package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import org.junit.jupiter.api.Test;

/** Which cells of a group lead, day by day. */
class LeadingCellsTest {

  /** The store sells twice as much for three days. */
  private static final RegionResult JUDGED = new SampleRegion(50).store("S03", 40, 42, 2).judge();

  /** The SKUs of the store that lead. */
  private static Set<String> leads(int day) {
    byte[] payload =
        Objects.requireNonNull(JUDGED.snapshots().get(SampleRegion.FIRST + day)).payload();
    RegionState state = StateCodec.decode(payload);
    Set<String> leads = new TreeSet<>();
    for (int i : state.index().seriesOfStore(state.index().stores().indexOf("S03"))) {
      if (state.series().of(SeriesField.LEADS)[i] != 0) {
        leads.add(state.index().series().get(i).sku());
      }
    }
    return leads;
  }

  /** By units alone P12 would have taken the place of P14 on the second day. */
  @Test
  void thoseThatLedYesterdayLeadAgain() {
    assertThat(leads(39)).isEmpty();
    assertThat(leads(40)).containsExactly("P01", "P05", "P11", "P13", "P14");
    assertThat(leads(41)).containsExactly("P01", "P05", "P11", "P13", "P14");
  }
}
