package mrs.hydrate.trust;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportTrust;
import mrs.contracts.Source;
import mrs.contracts.Words;
import mrs.transforms.SparkSchema;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds the columns of {@link ReportTrust} to hydrated reports. Row by row, no shuffle, and nothing
 * at all where nobody asks for one of them. The formula is that of {@link TrustScore}, called.
 *
 * @param now the moment for which they are scored
 */
public record ScoreReports(TrustPolicy policy, Instant now)
    implements Transform<Dataset<Row>, Dataset<Row>> {
  private static final String TRUST = "trust";

  private static final List<Field> USED =
      Arrays.stream(FieldGroup.values()).map(FieldGroup::sourceUsed).toList();

  private static final List<Field> READ =
      Stream.concat(
              USED.stream(),
              Stream.of(
                  LogColumns.DEGRADED_REASONS, MinorityReports.WRITTEN_AT, FinalisedLog.DECISION))
          .toList();

  @Override
  public Dataset<Row> apply(Dataset<Row> reports) {
    TrustPolicy asConfigured = policy;
    Instant then = now;
    UserDefinedFunction score =
        udf(
            (UDF1<Row, Row>) row -> columns(TrustScore.of(signals(row), asConfigured, then)),
            SparkSchema.struct(ReportTrust.FIELDS));
    Column signals = struct(READ.stream().map(SparkSchema::col).toArray(Column[]::new));
    return reports
        .withColumn(TRUST, score.apply(signals))
        .select(
            Stream.concat(
                    Arrays.stream(reports.columns()).map(name -> col(name)),
                    ReportTrust.FIELDS.stream().map(f -> col(f, TRUST).as(f.name())))
                .toArray(Column[]::new));
  }

  /** The score of a row of {@code minority_reports}, or of any that has these columns of it. */
  public TrustScore of(Row report) {
    return TrustScore.of(signals(report), policy, now);
  }

  static TrustSignals signals(Row report) {
    List<Source> used = new ArrayList<>();
    USED.forEach(field -> source(report, field).ifPresent(used::add));
    Optional<Source> ofCause = source(report, FieldGroup.ATTRIBUTION.sourceUsed());
    return new TrustSignals(
        Optional.ofNullable(
                report.<java.sql.@Nullable Timestamp>getAs(MinorityReports.WRITTEN_AT.name()))
            .map(java.sql.Timestamp::toInstant),
        used,
        report.getList(report.fieldIndex(LogColumns.DEGRADED_REASONS.name())),
        Optional.ofNullable(report.<@Nullable String>getAs(FinalisedLog.DECISION.name())),
        ofCause.filter(s -> s == Source.UI || s == Source.FINALISED).isPresent());
  }

  private static Optional<Source> source(Row report, Field field) {
    return Optional.ofNullable(report.<@Nullable String>getAs(field.name()))
        .flatMap(word -> Words.find(Source.class, word));
  }

  private static Row columns(TrustScore score) {
    return RowFactory.create(
        Stream.of(
                Stream.of(score.score()),
                score.parts().stream().map(TrustScore.Part::contribution),
                Stream.of(score.clamped()))
            .flatMap(values -> values)
            .toArray());
  }
}
