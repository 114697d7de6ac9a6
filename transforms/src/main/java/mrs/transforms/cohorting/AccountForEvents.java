package mrs.transforms.cohorting;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import mrs.contracts.EventStatus;
import mrs.contracts.LogColumns;
import mrs.transforms.Mondays;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Gives what there is to write about an event, if anything. */
record AccountForEvents(AccountForEvent account) implements FlatMapFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Row gathered) {
    EventFacts event = ReadEvent.of(gathered);
    AccountForEvent.Account outcome = account.of(event);
    if (outcome.changed().isEmpty() && outcome.end().isEmpty()) {
      return Collections.emptyIterator();
    }
    @Nullable Row change =
        outcome.changed().map(s -> RowFactory.create(change(event.id(), s))).orElse(null);
    @Nullable Row end = outcome.end().map(e -> RowFactory.create(end(event.id(), e))).orElse(null);
    return List.of(RowFactory.create(week(gathered, event, outcome), change, end)).iterator();
  }

  /** The week of the event's first day when it was first written. */
  private Date week(Row gathered, EventFacts event, AccountForEvent.Account outcome) {
    if (event.standing().isPresent()) {
      return gathered.<Row>getAs(EventField.STANDING).getAs(LogColumns.WEEK_START.name());
    }
    LocalDate first =
        outcome
            .changed()
            .map(s -> LocalDate.ofEpochDay(s.startsOn()))
            .orElse(account.ending().lastDay());
    return Date.valueOf(Mondays.of(first));
  }

  private static @Nullable Object[] change(String id, EventState state) {
    return new @Nullable Object[] {
      id,
      state.status().word(),
      state.direction(),
      state.scope(),
      state.reportIds().toArray(),
      state.active(),
      state.stores(),
      state.skus(),
      date(state.startsOn()),
      date(state.endsOn()),
      state.severity(),
      state.priority(),
      orNull(state.cause()),
      state.parents().toArray(),
      orNull(state.mergedInto())
    };
  }

  private static Object[] end(String id, EndEvent.End end) {
    return new Object[] {
      id,
      EventStatus.ENDED.word(),
      end.resolution().word(),
      end.evidence().toArray(),
      Date.valueOf(end.endedOn())
    };
  }

  private static @Nullable String orNull(Optional<String> value) {
    return value.orElse(null);
  }

  private static Date date(long epochDay) {
    return Date.valueOf(LocalDate.ofEpochDay(epochDay));
  }
}
