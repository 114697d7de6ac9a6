package mrs.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.Cause;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest extends SparkTest {
  private static final String EVENTS =
      """
      event_id,type,cause,context_given
      1,viral spike,viral,0
      2,till fault,data_error,0
      3,promotion,promotion,1
      """;
  private static final String CELLS =
      """
      event_id,store_id,sku,sales_date,clean_units,feed_units
      1,S1,K1,2024-05-01,2.5,7
      2,S2,K1,2024-05-02,3,
      """;

  @TempDir private Path folder;

  private Labels read(String events, String cells) throws IOException {
    Files.writeString(folder.resolve("events.csv"), events);
    Files.writeString(folder.resolve("cells.csv"), cells);
    return Labels.read(spark, folder);
  }

  @Test
  void readsEventsAndTheirCells() throws IOException {
    Labels labels = read(EVENTS, CELLS);

    assertThat(labels.events())
        .isEqualTo(
            Map.of(
                "1", new Labels.Event("1", "viral spike", Cause.VIRAL, true),
                "2", new Labels.Event("2", "till fault", Cause.DATA_ERROR, false),
                "3", new Labels.Event("3", "promotion", Cause.PROMOTION, false)));
    assertThat(labels.cells())
        .isEqualTo(
            Map.of(
                new CellKey("S1", "K1", LocalDate.of(2024, 5, 1).toEpochDay()),
                new Labels.Labelled("1", 4.5),
                new CellKey("S2", "K1", LocalDate.of(2024, 5, 2).toEpochDay()),
                new Labels.Labelled("2", 3)));
  }

  @Test
  void whatCannotBeReadIsRefusedByFileAndValue() throws IOException {
    assertRefused(EVENTS, CELLS.replace("2024-05-02", "soon"), "cells.csv", "'soon'");
    assertRefused(EVENTS, CELLS.replace("7\n", "many\n"), "cells.csv", "feed_units 'many'");
    assertRefused(EVENTS, CELLS.replace("2,S2", "9,S2"), "cells.csv", "'9'");
    assertRefused(EVENTS.replace(",viral,", ",gossip,"), CELLS, "events.csv", "'gossip'");
    assertRefused(EVENTS.replace("cause", "reason"), CELLS, "events.csv", "cause is absent");
  }

  @Test
  void aFolderWithoutLabelsIsRefused() {
    assertThatThrownBy(() -> Labels.read(spark, folder))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("events.csv")
        .hasMessageContaining("no such file");
  }

  private void assertRefused(String events, String cells, String file, String value) {
    assertThatThrownBy(() -> read(events, cells))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(file)
        .hasMessageContaining(value);
  }
}
