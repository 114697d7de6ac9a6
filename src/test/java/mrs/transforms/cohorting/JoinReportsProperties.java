package mrs.transforms.cohorting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Laws of what belongs together, over made-up places. */
class JoinReportsProperties {
  private static final int MAX_DAYS = 9;
  private static final String[] TESTS = {"store_day", "cell", "level_shift", "sku_day"};

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void everyReportIsInOneComponentThatDependsOnNoOrder(@ForAll Random random) {
    List<PlacedReport> reports = new ArrayList<>();
    String test = TESTS[random.nextInt(TESTS.length)];
    for (int i = 0; i < random.nextInt(12); i++) {
      reports.add(report("r" + i, test, random));
    }
    JoinReports joining = new JoinReports(random.nextInt(3), MAX_DAYS);

    List<List<PlacedReport>> components = joining.components(reports);

    assertThat(components.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(reports);
    for (List<PlacedReport> component : components) {
      assertThat(component).isSortedAccordingTo(PlacedReport.BY_TIME);
      assertThat(component.get(component.size() - 1).first() - component.get(0).first())
          .isLessThan(MAX_DAYS);
    }
    assertThat(new TreeSet<>(components.stream().map(c -> c.get(0).id()).toList()))
        .hasSize(components.size());
    Collections.shuffle(reports, random);
    assertThat(joining.components(reports)).isEqualTo(components);
  }

  private static PlacedReport report(String id, String test, Random random) {
    long first = random.nextInt(25);
    return new PlacedReport(
        id,
        "S" + random.nextInt(3),
        "K1",
        "up",
        test,
        "g" + random.nextInt(8),
        first,
        first + random.nextInt(4),
        random.nextBoolean() ? 2 : 0.5,
        random.nextInt(3) * 10.0,
        10,
        random.nextBoolean() ? "data_error" : null,
        random.nextBoolean() ? "c" + random.nextInt(2) : null,
        random.nextBoolean() ? "e" + random.nextInt(2) : null);
  }
}
