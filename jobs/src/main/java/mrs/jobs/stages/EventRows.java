package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.LogColumns;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.spark.Settled;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which weeks of the logs of events are read for the reports of some weeks. An event is stored
 * under the week of its first day when it was formed, and its reports lie within {@code
 * cohorting.max_days} of each other; so others are left unread. An event may wander on as reports
 * come and go: where one lies farther off than its reports should, everything is read.
 */
final class EventRows {
  private EventRows() {}

  /**
   * Which rows of MELOG and MEEL are wanted, by their week.
   *
   * @param events rows of MELOG
   * @param members rows of MRCH: the events that they name have to be there
   * @param from first day to be read
   * @param to last day to be read; empty = all later ones
   */
  static Column wanted(
      Dataset<Row> events, Dataset<Row> members, LocalDate from, Optional<LocalDate> to) {
    Column week = col(LogColumns.WEEK_START);
    Column later = week.geq(Date.valueOf(Mondays.of(from)));
    Column near = to.map(d -> later.and(week.leq(Date.valueOf(d)))).orElse(later);
    Column same =
        col(CohortHistory.REPORT_GROUP_ID, "m").equalTo(col(CohortHistory.REPORT_GROUP_ID, "e"));
    Dataset<Row> elsewhere =
        members
            .select(col(CohortHistory.REPORT_GROUP_ID))
            .distinct()
            .as("m")
            .join(events.where(near).as("e"), same, "left_anti");
    return Settled.isEmpty(elsewhere) ? near : lit(true);
  }

  /** How far an event's week may lie from its reports, in days. */
  static int span(MrsConfig config) {
    return config.cohorting().maxDays() + config.limits().horizonDays();
  }
}
