package mrs.hydrate.consolidation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.MinorityReports;
import mrs.contracts.Source;

/**
 * What each source offers for each field group of a report: the one place that says so. Whoever
 * consolidates a report, or explains how it came to be, reads it here; {@link OfferedValues} turns
 * it into columns.
 *
 * <p>All but {@code status} are merged from what is offered ({@link Precedence}); the status is
 * decided by the {@link Rung}s, and what is offered for it is what the deciders show.
 */
public final class ReportSources {
  private ReportSources() {}

  /** What is offered for {@code group}: one offer for each source of its chain, strongest first. */
  public static List<Offer> of(FieldGroup group) {
    List<Offer> offers = new ArrayList<>(group.chain().stream().map(s -> offer(s, group)).toList());
    Collections.reverse(offers);
    return List.copyOf(offers);
  }

  /** All that {@code source} offers for any group, in the order of the groups. */
  public static List<Field> fieldsOf(Source source) {
    return Arrays.stream(FieldGroup.values())
        .filter(group -> group.chain().contains(source))
        .flatMap(group -> offer(source, group).fields().stream())
        .distinct()
        .toList();
  }

  private static Offer offer(Source source, FieldGroup group) {
    List<Field> fields = group == FieldGroup.STATUS ? Rung.fieldsOf(source) : group.fields();
    Optional<FieldGroup> decided =
        source == Source.FINALISED
            ? Optional.of(group == FieldGroup.STATUS ? FieldGroup.FINAL : group)
            : Optional.empty();
    return new Offer(source, logs(source, fields), fields, decided);
  }

  private static List<Contributor> ofEvent(List<Field> fields) {
    if (fields.contains(DetectionLog.SEVERITY)) {
      return List.of(Contributor.MELOG);
    }
    return fields.contains(MinorityReports.EVENT_STATUS)
        ? List.of(Contributor.MELOG, Contributor.MEEL)
        : List.of(Contributor.MRCH);
  }

  private static List<Contributor> logs(Source source, List<Field> fields) {
    return switch (source) {
      case DETECTED -> List.of(Contributor.MRDL);
      case CLUSTERED -> List.of(Contributor.MRCL);
      case ATTRIBUTION -> List.of(Contributor.MRPAL);
      case COHORT -> ofEvent(fields);
      case FINALISED -> List.of(Contributor.MRFL);
      case UI -> List.of(Contributor.UEL, Contributor.UMEEL);
    };
  }
}
