package mrs.jobs.why;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mrs.contracts.FieldGroup;
import mrs.hydrate.consolidation.GatheredReport;
import mrs.hydrate.consolidation.Offer;
import mrs.hydrate.consolidation.PlainRow;
import mrs.hydrate.consolidation.ReportSources;

/**
 * What each source had for each field group of a report, and which one the hydrated row says was
 * used. Who offers what is told by {@link ReportSources}, as to hydration.
 */
final class SourcesOfGroups {
  private SourcesOfGroups() {}

  /** The groups in the order of their vocabulary, their sources strongest first. */
  static List<Explanation.GroupSources> of(GatheredReport gathered, PlainRow hydrated) {
    return Arrays.stream(FieldGroup.values())
        .map(group -> group(group, gathered, hydrated))
        .toList();
  }

  private static Explanation.GroupSources group(
      FieldGroup group, GatheredReport gathered, PlainRow hydrated) {
    Optional<String> used = hydrated.text(group.sourceUsed());
    List<Explanation.Offered> sources = new ArrayList<>();
    for (Offer offer : ReportSources.of(group)) {
      String source = offer.source().word();
      sources.add(
          new Explanation.Offered(
              source,
              gathered.offered(offer).orElse(null),
              used.filter(source::equals).isPresent()));
    }
    return new Explanation.GroupSources(group.word(), List.copyOf(sources));
  }
}
