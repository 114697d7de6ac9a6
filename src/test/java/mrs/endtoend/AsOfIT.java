package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.relations.Hydrated;
import mrs.jobs.runs.CommittedRows;
import mrs.transforms.Availability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was known after a night can be told from the logs after all nights (law 6). */
class AsOfIT extends SparkTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, Site.LAST})
  void hydratingAsOfANightGivesTheTablesOfThatNight(int night) {
    Played played = Played.get(spark);
    Site last = played.after(spark, Site.LAST);

    Hydrated then =
        Hydration.asOf(CommittedRows.now(last.warehouse()), Availability.ALL, Site.time(night));

    Map<String, List<String>> expected = played.hydrated().get(night);
    assertThat(Contents.of(then.reports())).isEqualTo(expected.get(MinorityReports.TABLE.name()));
    assertThat(Contents.of(then.events())).isEqualTo(expected.get(MinorityEvents.TABLE.name()));
  }
}
