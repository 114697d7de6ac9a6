package mrs.jobs.runs;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import mrs.contracts.StageRunsLog;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A region that could not be judged while others could.
 *
 * @param unjudgedFrom its earliest day that is still to be judged
 * @param error what went wrong, the last time
 */
public record FailedRegion(String region, LocalDate unjudgedFrom, String error) {
  /** The code of a run in which a region failed; rows of other regions do not carry it. */
  public static final String CODE = "REGION_failed";

  static List<FailedRegion> of(Row entry) {
    int at = entry.fieldIndex(StageRunsLog.FAILED_REGIONS.name());
    return entry.isNullAt(at)
        ? List.of()
        : entry.<Row>getList(at).stream()
            .map(r -> new FailedRegion(r.getString(0), r.getDate(1).toLocalDate(), r.getString(2)))
            .toList();
  }

  Row row() {
    return RowFactory.create(region, Date.valueOf(unjudgedFrom), error);
  }
}
