package mrs.transforms.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.Cause;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.attribution.evidence.EvidencePattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What takes settled reports up again: edits, and context that comes later. */
class TakeUpReportsTest extends AttributionNights {
  @Test
  void editsOfReportsOfTheSameClusterAreHeardUnlessUndone() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");
    rise(rise(rise(book, "K2", 3, "S3"), "K3", 3, "S4"), "K4", 3, "S5");
    for (String report : List.of("S1K1", "S2K1", "S3K2", "S4K3")) {
      book.clustered(report, 3);
    }
    book.edit("1", 3, "S3K2", "set_cause", "viral").edit("2", 3, "S4K3", "set_cause", "weather");
    book.edit("3", 3, "S4K3", "undo", "2").edit("4", 3, "S5K4", "set_cause", "viral");
    ProposeCauses.Inputs in = inputs(book, told());

    assertThat(evidence(propose(in, stamp(4)), "viral"))
        .containsExactly("people gave this cause to 1 of 1 reports of the same cluster");
    assertThat(evidence(propose(in, stamp(4)), "weather")).isEmpty();
    ProposeCauses.Inputs deaf =
        new ProposeCauses.Inputs(
            in.reports(),
            in.own(),
            in.context(),
            Optional.empty(),
            Optional.empty(),
            unseen,
            feasts);
    assertThat(evidence(propose(deaf, stamp(4, "MRCL_down", "UEL_down")), "viral")).isEmpty();
  }

  @Test
  void editsOfWhatWasProposedRefitTheConfidence() {
    LogBook book = rise(rise(new LogBook(), "K1", 3, "S1", "S2"), "K2", 3, "S1");
    night(book, 3);
    book.edit("1", 3, "S1K1", "set_cause", "viral").edit("2", 3, "S2K1", "set_cause", "unknown");
    Calibration.Count right = new Calibration.Count(NOBODY, "unknown", 1, 1);
    Calibration.Count wrong = new Calibration.Count(NOBODY, "unknown", 0, 1);
    EvidencePattern nobody = new EvidencePattern(Cause.UNKNOWN, NOBODY, false);

    Row later = night(rise(book, "K3", 4, "S9"), 4).rows().head();

    assertThat(later.<Double>getAs(AttributionLog.CONFIDENCE_SCORE.name()))
        .isEqualTo(CALIBRATION.with(List.of(right, wrong)).confidence(nobody))
        .isNotEqualTo(CALIBRATION.confidence(nobody));
  }

  @Test
  void contextThatComesLaterTakesUpTheReportsThatItTouchesAndNoOthers() {
    LogBook book = rise(rise(new LogBook(), "K1", 3, "S1", "S2"), "K2", 3, "S1");
    night(book, 3);
    ToldContext late = ToldContext.of("promotion", 1, 9).at(null, null, "K1").received(150);
    ToldContext idle = ToldContext.of("idle", 1, 1).at(null, "S1", "K2").received(150);

    assertThat(causes(night(inputs(book, told(late)), stamp(150)))).isEmpty();
    unseen = new ProposeCauses.Unseen(told(late, idle), Optional.empty());
    ProposeCauses.Proposed touched = night(inputs(book, told(late, idle)), stamp(151));

    assertThat(causes(touched).keySet()).containsExactly("S1K1", "S2K1");
    assertThat(causes(touched).get("S1K1")).startsWith("promotion ");
    assertThat(touched.dropped().collectAsList())
        .extracting(r -> r.mkString(" "))
        .containsExactly("unchanged 1");
    assertThat(causes(night(inputs(book, told(late, idle)), stamp(152)))).isEmpty();
  }

  @Test
  void contextThatIsTakenBackIsNoEvidenceAnyMore() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1");
    ToldContext told = ToldContext.of("promotion", 1, 9).id("x").received(3);
    night(inputs(book, told(told)), stamp(3));
    ToldContext moved = ToldContext.of("promotion", 50, 59).id("x").received(4);
    unseen = new ProposeCauses.Unseen(told(told, moved), Optional.empty());

    assertThat(causes(night(inputs(book, told(told, moved)), stamp(4))))
        .isEqualTo(Map.of("S1K1", UNKNOWN));
  }

  @Test
  void editsTakeUpWhatWasProposedFromTheSameEvidenceUnlessAPersonDecided() {
    LogBook book = rise(rise(new LogBook(), "K1", 3, "S1", "S2", "S3"), "K2", 3, "S1");
    restated(rise(book, "K3", 2, "S1"), "S1", "K3", 3);
    night(book, 3);
    book.edit("1", 3, "S1K1", "set_cause", "viral").edit("2", 3, "S2K1", "accept", null);
    unseen = new ProposeCauses.Unseen(Optional.empty(), Optional.of(book.dataset(Contributor.UEL)));

    ProposeCauses.Proposed refitted = night(book, 4);

    assertThat(causes(refitted).keySet()).containsExactly("S1K2", "S3K1");
    assertThat(causes(night(book, 5))).isEmpty();
  }

  @Test
  void editsTakeUpReportsThatLookAlike() {
    LogBook book = rise(rise(rise(new LogBook(), "K1", 3, "S1"), "K2", 3, "S2"), "K3", 3, "S3");
    book.clustered("S1K1", 3).clustered("S2K2", 3);
    restated(book, "S2", "K2", 3);
    night(book, 3);
    book.edit("1", 3, "S1K1", "set_cause", "viral");
    Dataset<Row> edits = book.dataset(Contributor.UEL);
    unseen = new ProposeCauses.Unseen(Optional.empty(), Optional.of(edits));

    ProposeCauses.Proposed touched = night(book, 4);

    assertThat(causes(touched).keySet()).containsExactly("S2K2", "S3K3");
    assertThat(evidence(touched, "viral"))
        .containsExactly("people gave this cause to 1 of 1 reports of the same cluster");
  }
}
