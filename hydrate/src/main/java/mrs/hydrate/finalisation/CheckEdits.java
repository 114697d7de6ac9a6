package mrs.hydrate.finalisation;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.DetectionLog;
import mrs.contracts.EditAction;
import mrs.contracts.ErrorCode;
import mrs.contracts.Errors;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.contracts.Words;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Mondays;
import mrs.transforms.RunStamp;
import mrs.transforms.SparkSchema;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds edits that cannot be used: an unknown action or cause is an {@code UNKNOWN_WORD}, a report
 * or event that does not exist and an undo of what is no edit of the same one an {@code
 * UNKNOWN_REFERENCE}. Whoever reads edits leaves those out by {@link EffectiveEdits#usable}, or has
 * nothing that they refer to.
 *
 * <p>A dead letter is stored under the week of the edit, not of the run, so that it is the same row
 * whichever run finds it, and it is given once only: those already known are left out.
 *
 * @param table the edits log
 * @param id its column that names what an edit is about
 */
record CheckEdits(RunStamp stamp, Table table, Field id)
    implements Transform<CheckEdits.Inputs, Dataset<Row>> {

  private static final int SHOWN = 64;
  private static final String CODE = "problem_code";
  private static final String TEXT = "problem_text";
  private static final String TARGET = "target";
  private static final String KNOWN = "known";

  /**
   * The edits and what they may refer to.
   *
   * @param edits those to be checked
   * @param all every edit of the log
   * @param existing ids that exist; empty where that cannot be told, and then every id is taken to
   * @param deadLetters dead letters of the log that were written before
   */
  record Inputs(
      Dataset<Row> edits,
      Dataset<Row> all,
      Optional<Dataset<Row>> existing,
      Optional<Dataset<Row>> deadLetters) {}

  /** The dead letters. */
  @Override
  public Dataset<Row> apply(Inputs in) {
    Dataset<Row> judged =
        withReference(withTarget(in.edits(), in.all()), in.existing())
            .withColumn(CODE, code())
            .withColumn(TEXT, text());
    Dataset<Row> errors = errors(judged.where(col(CODE).isNotNull()));
    return in.deadLetters().map(known -> without(errors, known)).orElse(errors);
  }

  private Dataset<Row> withTarget(Dataset<Row> edits, Dataset<Row> all) {
    Dataset<Row> targets = all.select(col(id), col(UserEditsLog.EDIT_ID)).distinct();
    Column named =
        col(id, "e")
            .equalTo(col(id, "t"))
            .and(col(UserEditsLog.VALUE, "e").equalTo(col(UserEditsLog.EDIT_ID, "t")))
            .and(col(UserEditsLog.ACTION, "e").equalTo(EditAction.UNDO.word()));
    return edits
        .as("e")
        .join(targets.as("t"), named, "left")
        .select(col("e.*"), col(UserEditsLog.EDIT_ID, "t").isNotNull().as(TARGET));
  }

  private Dataset<Row> withReference(Dataset<Row> edits, Optional<Dataset<Row>> existing) {
    if (existing.isEmpty()) {
      return edits.withColumn(KNOWN, lit(true));
    }
    Dataset<Row> known =
        existing
            .get()
            .as("k")
            .join(edits.as("e"), col(id, "k").equalTo(col(id, "e")), "left_semi")
            .select(col(id, "k"))
            .distinct();
    return edits
        .as("e")
        .join(known.as("k"), col(id, "e").equalTo(col(id, "k")), "left")
        .select(col("e.*"), col(id, "k").isNotNull().as(KNOWN));
  }

  private static Column code() {
    Column word = not(EffectiveEdits.knownAction()).or(EffectiveEdits.unknownCause());
    Column reference = not(col(KNOWN)).or(EffectiveEdits.undoes().and(not(col(TARGET))));
    return when(word, ErrorCode.UNKNOWN_WORD.name())
        .when(reference, ErrorCode.UNKNOWN_REFERENCE.name());
  }

  private Column text() {
    Column edit = col(UserEditsLog.EDIT_ID);
    Column value = substring(col(UserEditsLog.VALUE), 1, SHOWN);
    Column action = substring(col(UserEditsLog.ACTION), 1, SHOWN);
    String oneOf = " is not one of %s; write the edit again with one of them";
    return when(
            not(EffectiveEdits.knownAction()),
            format_string(
                "edit '%s': action '%s'" + oneOf.formatted(list(EditAction.values())),
                edit,
                action))
        .when(
            EffectiveEdits.unknownCause(),
            format_string(
                "edit '%s': cause '%s'" + oneOf.formatted(list(Cause.values())), edit, value))
        .when(
            not(col(KNOWN)),
            format_string(
                "edit '%s': there is no %s '%s'; check the id and write the edit again",
                edit, lit(id.name()), substring(col(id), 1, SHOWN)))
        .otherwise(
            format_string(
                "edit '%s': it undoes '%s', which is no edit of the same %s; name one that is",
                edit, value, lit(id.name())));
  }

  private Dataset<Row> errors(Dataset<Row> bad) {
    Column[] said =
        table.fields().stream()
            .filter(f -> !f.equals(LogColumns.CONTENT_HASH) && !f.equals(LogColumns.WEEK_START))
            .map(SparkSchema::col)
            .toArray(Column[]::new);
    Column payload = encode(to_json(struct(said), Map.of("timeZone", "UTC")), "UTF-8");
    boolean ofReport = id.equals(DetectionLog.REPORT_ID);
    Column week = Mondays.of(col(UserEditsLog.WRITTEN_AT));
    return bad.select(
        as(Errors.SOURCE_HASH, sha2(payload, 256)),
        as(Errors.SOURCE_FILE, lit(table.name())),
        as(Errors.SOURCE_LINE, lit(0)),
        as(Errors.CODE, col(CODE)),
        as(Errors.TEXT, col(TEXT)),
        as(Errors.PAYLOAD, substring(payload, 1, Errors.MAX_PAYLOAD_BYTES)),
        as(Errors.PAYLOAD_BYTES, length(payload)),
        as(Errors.PAYLOAD_SHA256, sha2(payload, 256)),
        as(Errors.ATTEMPTS, lit(1)),
        ofReport ? as(Errors.REPORT_ID, col(id)) : nullOf(Errors.REPORT_ID),
        as(LogColumns.RUN_ID, lit(stamp.runId())),
        as(LogColumns.WRITTEN_AT, lit(Timestamp.from(stamp.writtenAt()))),
        as(LogColumns.WEEK_START, week));
  }

  private static Dataset<Row> without(Dataset<Row> errors, Dataset<Row> known) {
    Column same =
        Stream.of(Errors.SOURCE_HASH, Errors.SOURCE_LINE, Errors.CODE)
            .map(f -> col(f, "e").equalTo(col(f, "k")))
            .reduce(Column::and)
            .orElseThrow();
    return errors.as("e").join(known.as("k"), same, "left_anti");
  }

  private static String list(Words[] vocabulary) {
    return Arrays.stream(vocabulary).map(Words::word).collect(Collectors.joining(", "));
  }
}
