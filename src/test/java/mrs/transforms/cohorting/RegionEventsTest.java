package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.cohorting.CohortNights.assertSilent;
import static mrs.transforms.cohorting.CohortNights.changes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import org.junit.jupiter.api.Test;

class RegionEventsTest {
  private final CohortNights nights = new CohortNights();

  @Test
  void aRegionThatSellsNothingIsOneEventOfItsOwn() {
    for (String region : List.of("R1", "R2")) {
      for (String store : List.of("S1", "S2")) {
        nights.book.detected(
            region + store,
            3,
            DetectionLog.STORE_ID,
            store,
            DetectionLog.REGION,
            region,
            DetectionLog.DIRECTION,
            "down",
            DetectionLog.TEST,
            "region_day",
            DetectionLog.GROUP_KEY,
            "region_day|" + region);
      }
    }

    FormEvents.Cohorted formed = nights.night(3);

    assertThat(changes(formed).values())
        .containsExactlyInAnyOrder("open [R1S1, R1S2] 2 []", "open [R2S1, R2S2] 2 []");
    assertThat(formed.events().select(col(EventsLog.SCOPE)).collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrder("region|R1|down", "region|R2|down");
    assertSilent(nights.night(4));
  }
}
