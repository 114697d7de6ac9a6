package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DeliveryFailuresLog;
import mrs.contracts.RunConfigLog;
import mrs.contracts.StageRunsLog;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.feed.FaultyFiles;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A delivery that fails by itself costs itself, and nothing else is held against it. */
final class FailingDeliveriesFaultTest extends IngestFixture {

  @BeforeEach
  void install() {
    FaultyFiles.install(spark);
  }

  private IngestReport night() {
    return ingest(warehouse(), request(false));
  }

  private IngestRequest request(boolean retry) {
    return new IngestRequest(FaultyFiles.address(feed()), retry, false);
  }

  private void put(int sale) {
    put("sales/" + sale + ".csv", SALES, sale("S1", "P" + sale, "2024-06-24", sale));
  }

  private static void crash(int sale) {
    FaultyFiles.strikeTheParser(
        sale + ".csv",
        () -> {
          throw new IllegalStateException("the reader has a defect");
        });
  }

  @Test
  void oneThatFailsEveryTimeIsParkedAndTheOthersComeIn() {
    put(1);
    put(2);
    put(3);
    crash(2);

    for (int night = 1; night <= 3; night++) {
      put(10 + night);
      IngestReport report = night();

      assertThat(report.failed()).isFalse();
      assertThat(report.reasons())
          .singleElement()
          .asString()
          .startsWith(
              (night < 3 ? "not in yet: " : "parked: ")
                  + "sales/2.csv (for unified_sales_data, "
                  + night
                  + (night == 1 ? " attempt" : " attempts")
                  + " since 2024-06-26T02:00:00Z): IllegalStateException: the reader has a defect");
    }
    assertThat(
            stored(
                DeliveryFailuresLog.TABLE,
                DeliveryFailuresLog.ATTEMPTS,
                DeliveryFailuresLog.STATE,
                DeliveryFailuresLog.INGEST_SEQ))
        .containsExactly("1|failed|3", "2|failed|6", "3|parked|8");
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS))
        .containsExactly("1.0", "11.0", "12.0", "13.0", "3.0");
    FaultyFiles.mend("2.csv");

    IngestReport later = night();

    assertThat(later.ingests()).isEmpty();
    assertThat(later.reasons())
        .singleElement()
        .asString()
        .startsWith("parked: sales/2.csv")
        .endsWith("then 'mrs ingest " + FaultyFiles.address(feed()) + " --retry-parked'");
    assertThat(ingest(warehouse(), request(true)).reasons()).isEmpty();
    assertThat(night().degraded()).isFalse();
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS)).hasSize(6).contains("2.0");
    assertThat(stored(DeliveriesLog.TABLE, DeliveriesLog.INGEST_SEQ, DeliveriesLog.SOURCE_FILE))
        .contains("9|sales/2.csv");
  }

  @Test
  void whatWasParkedAndIsGoneIsTakenOffTheListWhenItIsAskedFor() throws IOException {
    put(1);
    put(2);
    crash(1);
    for (int night = 1; night <= 3; night++) {
      night();
    }
    java.nio.file.Files.delete(feed().resolve("sales/1.csv"));
    assertThat(night().reasons()).hasSize(1);

    assertThat(ingest(warehouse(), request(true)).reasons()).isEmpty();
    assertThat(night().degraded()).isFalse();
  }

  @Test
  void anOutageIsHeldAgainstNobody() {
    put(1);
    put(2);
    FaultyFiles.strikeTheParser(
        "2.csv",
        () -> {
          throw new IOException("No space left on device");
        });

    assertThat(night().failed()).isTrue();
    FaultyFiles.strike(
        "2.csv",
        () -> {
          throw new SocketTimeoutException("the name node does not answer");
        });
    assertThatThrownBy(this::night).hasStackTraceContaining("the name node does not answer");

    assertThat(stored(DeliveryFailuresLog.TABLE)).isEmpty();
    assertThat(stored(DeliveriesLog.TABLE)).isEmpty();
    FaultyFiles.mend("2.csv");
    assertThat(night().reasons()).isEmpty();
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS))
        .containsExactly("1.0", "2.0");
    assertThat(stored(RunConfigLog.TABLE, RunConfigLog.KIND)).hasSize(1);
    assertThat(stored(StageRunsLog.TABLE, StageRunsLog.STATE))
        .containsExactly("committed", "failed");
  }

  @Test
  void oneThatMayNotBeReadComesInOnceItMay() {
    put(1);
    put(2);
    FaultyFiles.strike(
        "2.csv",
        () -> {
          throw new AccessControlException("Permission denied");
        });
    FaultyFiles.strike(
        "secret",
        () -> {
          throw new AccessControlException("Permission denied");
        });
    put("sales/secret/3.csv", SALES, sale("S1", "P3", "2024-06-24", 3));

    IngestReport report = night();

    assertThat(report.failed()).isFalse();
    assertThat(report.reasons())
        .satisfiesExactly(
            folder -> assertThat(folder).startsWith("the folder sales/secret/ of the feed may not"),
            file ->
                assertThat(file)
                    .startsWith("not in yet: sales/2.csv")
                    .contains("the file cannot be read: Permission denied"));
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS)).containsExactly("1.0");
    FaultyFiles.mend("2.csv");
    FaultyFiles.mend("secret");
    assertThat(night().reasons()).isEmpty();
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS))
        .containsExactly("1.0", "2.0", "3.0");
  }
}
