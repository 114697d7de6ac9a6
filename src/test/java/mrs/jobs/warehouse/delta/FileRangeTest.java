package mrs.jobs.warehouse.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import org.apache.spark.sql.delta.actions.AddFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.immutable.Map$;

class FileRangeTest {
  private static final Instant TIME = Instant.parse("2024-06-03T02:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2024-06-03T02:00:00.001Z, true",
    // Up to 999 microseconds may have been cut off.
    "2024-06-03T02:00:00.000Z, true",
    "2024-06-03T01:59:59.999Z, false",
    "2024-06-03T03:59:59.999+02:00, false",
    "2024-06-03T04:00:00.001+02:00, true"
  })
  void aTimeMayBeExceededByAFileThatHoldsALaterOne(String greatest, boolean may) {
    FileRange range = range("{\"maxValues\":{\"written_at\":\"" + greatest + "\"}}");
    assertThat(range.mayExceed(LogColumns.WRITTEN_AT, TIME)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({"6, true", "5, false", "4, false"})
  void aNumberMayBeExceededByAFileThatHoldsAGreaterOne(long greatest, boolean may) {
    FileRange range = range("{\"maxValues\":{\"ingest_seq\":" + greatest + "}}");
    assertThat(range.mayExceed(SourceColumns.INGEST_SEQ, 5)).isEqualTo(may);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"numRecords\":3}",
        "{\"maxValues\":{}}",
        "{\"maxValues\":{\"written_at\":null,\"ingest_seq\":null}}",
        "{\"maxValues\":{\"written_at\":\"soon\",\"ingest_seq\":\"many\"}}",
        "no JSON"
      })
  void aFileOfWhichNothingIsKnownMayHoldAnything(String stats) {
    assertMayHoldAnything(range(stats));
  }

  @Test
  void soMayAFileWithoutStatistics() {
    assertMayHoldAnything(range(null));
  }

  private static void assertMayHoldAnything(FileRange range) {
    assertThat(range.mayExceed(LogColumns.WRITTEN_AT, Instant.MAX)).isTrue();
    assertThat(range.mayExceed(SourceColumns.INGEST_SEQ, Long.MAX_VALUE)).isTrue();
  }

  private static FileRange range(@Nullable String stats) {
    return FileRange.of(
        new AddFile(
            "a.parquet",
            Map$.MODULE$.empty(),
            1,
            1,
            true,
            stats,
            null,
            null,
            scala.Option.empty(),
            scala.Option.empty(),
            scala.Option.empty()));
  }
}
