package mrs.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.endtoend.Played;
import org.junit.jupiter.api.Test;

/**
 * The nights that the end-to-end tests rest on. The build comes to this test some minutes before it
 * comes to those, so that one JVM plays the nights while the other has tests of its own.
 */
class TinyNightsTest extends SparkTest {
  @Test
  void areAllPlayedAndLeaveReportsAndEvents() {
    List<Map<String, List<String>>> hydrated = Played.get(spark).hydrated();

    assertThat(hydrated)
        .hasSize(Played.NIGHTS)
        .allSatisfy(tables -> assertThat(tables.get(MinorityReports.TABLE.name())).isNotEmpty());
    assertThat(hydrated.get(Played.NIGHTS - 1).get(MinorityEvents.TABLE.name())).isNotEmpty();
  }
}
