package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.when;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.MinorityReports;
import mrs.contracts.Source;
import org.apache.spark.sql.Column;

/** {@link ReportSources} as columns of gathered rows, see {@link GatherReports}. */
public final class OfferedValues {
  private OfferedValues() {}

  /**
   * For each of {@code groups} what each source offers, strongest first: a struct of the offer's
   * fields, NULL where it offers nothing.
   */
  public static Map<FieldGroup, Map<Source, Column>> of(List<FieldGroup> groups) {
    Map<FieldGroup, Map<Source, Column>> values = new EnumMap<>(FieldGroup.class);
    for (FieldGroup group : groups) {
      Map<Source, Column> bySource = new LinkedHashMap<>();
      ReportSources.of(group).forEach(offer -> bySource.put(offer.source(), value(offer)));
      values.put(group, bySource);
    }
    return values;
  }

  /** What {@code source} has for {@code field}, by itself and whether or not it counts. */
  public static Column read(Source source, Field field) {
    return switch (source) {
      case DETECTED ->
          field.equals(DetectionLog.REPORT_ID) ? col(field) : read(Contributor.MRDL, field);
      case CLUSTERED -> read(Contributor.MRCL, field);
      case ATTRIBUTION -> read(Contributor.MRPAL, field);
      case COHORT -> ofEvent(field);
      case FINALISED -> read(Contributor.MRFL, field);
      case UI -> DecidedValues.value(field);
    };
  }

  private static Column value(Offer offer) {
    Column value = Precedence.value(offer.fields(), f -> read(offer.source(), f));
    return offer.decided().map(group -> when(DecidedValues.isRecorded(group), value)).orElse(value);
  }

  private static Column ofEvent(Field field) {
    if (field.equals(MinorityReports.EVENT_STATUS)) {
      return EventStates.status();
    }
    if (field.equals(DetectionLog.SEVERITY)) {
      return read(Contributor.MELOG, field);
    }
    boolean ofEnd = field.equals(MinorityReports.RESOLUTION_REASON);
    return read(ofEnd ? Contributor.MEEL : Contributor.MRCH, field);
  }

  private static Column read(Contributor log, Field field) {
    return col(field, log.column());
  }
}
