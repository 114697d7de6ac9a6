package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mrs.contracts.KnownFiles;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import org.junit.jupiter.api.Test;

/** A night reads the files that may be new, not those that it knows. */
final class FileMemoryTest extends IngestFixture {
  private static final Instant OLD = Instant.parse("2024-06-25T01:02:03.123456789Z");

  private Path putOld(String name, int units) throws IOException {
    Path file = put(name, SALES, sale("S1", "P1", "2024-06-24", units));
    return at(file, OLD);
  }

  private static Path at(Path file, Instant time) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private long filesRead() {
    return ingest().filesRead();
  }

  @Test
  void aKnownFileAtRestIsNotReadAgain() throws IOException {
    for (int n = 1; n <= 20; n++) {
      putOld("sales/" + n + ".csv", n);
    }
    putOld("sales/copy-of-1.csv", 1);

    assertThat(filesRead()).isEqualTo(21);
    IngestReport again = ingest();
    assertThat(again.filesRead()).isZero();
    assertThat(again.knownDeliveries()).isEqualTo(21);
    assertThat(stored(KnownFiles.TABLE)).hasSize(21);

    Files.move(feed().resolve("sales/2.csv"), feed().resolve("sales/two.csv"));
    at(feed().resolve("sales/3.csv"), OLD.plusNanos(1));
    putOld("sales/new.csv", 99);
    IngestRequest request = IngestRequest.of(feed().toString());
    Instant later = ParsedFile.NOW.plus(1, ChronoUnit.DAYS);
    assertThat(ingest(warehouse(), request, later).filesRead()).isEqualTo(3);
    assertThat(ingest(warehouse(), request, later).filesRead()).isZero();
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS)).hasSize(21);
  }

  @Test
  void aFileThatMayStillBeWrittenIsReadUntilItIsAtRest() throws IOException {
    Path file = putOld("sales/1.csv", 1);
    at(file, ParsedFile.NOW.minus(FileMemory.AT_REST).plusNanos(1));
    assertThat(filesRead()).isEqualTo(1);
    assertThat(filesRead()).isEqualTo(1);

    at(file, ParsedFile.NOW.minus(FileMemory.AT_REST));
    assertThat(filesRead()).isEqualTo(1);
    assertThat(filesRead()).isZero();
  }

  @Test
  void aFullCheckFindsWhatChangedUnseen() throws IOException {
    putOld("sales/1.csv", 1);
    ingest();
    putOld("sales/1.csv", 2);
    assertThat(filesRead()).isZero();

    IngestReport checked = fullCheck(1);

    assertThat(checked.filesRead()).isEqualTo(1);
    assertThat(checked.reasons())
        .hasSize(2)
        .anyMatch(r -> r.startsWith("suspect delivery sales/1.csv, conflicts"))
        .contains(
            "sales/1.csv holds something else than before, with the same size and time; it came in"
                + " as a delivery of its own");
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS))
        .containsExactly("1.0", "2.0");
    assertThat(filesRead()).isZero();
    assertThat(fullCheck(2).degraded()).isFalse();
  }

  private IngestReport fullCheck(int hoursLater) {
    IngestRequest request = new IngestRequest(feed().toString(), false, true);
    return ingest(warehouse(), request, ParsedFile.NOW.plus(hoursLater, ChronoUnit.HOURS));
  }
}
