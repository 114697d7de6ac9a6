package mrs.transforms.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mrs.contracts.Direction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupShapeTest {
  @Test
  void bandsSizeByTheUnitsOfTheWholeGroup() {
    assertThat(size(14, 10)).isEqualTo(Size.SLIGHT);
    assertThat(size(15.1, 10)).isEqualTo(Size.MODERATE);
    assertThat(size(25.1, 10)).isEqualTo(Size.STRONG);
    assertThat(size(60.1, 10)).isEqualTo(Size.EXTREME);
    assertThat(size(5, 10)).isEqualTo(Size.MODERATE);
    assertThat(size(0, 10)).isEqualTo(Size.EXTREME);

    GroupShape pooled =
        GroupShape.of(Direction.UP, List.of(report("S1", 1, 9, 1), report("S2", 1, 21, 9)));
    assertThat(pooled.logRatio().orElseThrow()).isCloseTo(Math.log(3), within(1e-12));
  }

  @Test
  void keepsTheLogRatioWithinBounds() {
    assertThat(GroupShape.of(Direction.UP, List.of(report("S1", 1, 1000, 1))).logRatio())
        .contains(3.0);
    assertThat(GroupShape.of(Direction.UP, List.of(report("S1", 1, 5, 0))).logRatio())
        .contains(3.0);
    assertThat(GroupShape.of(Direction.DOWN, List.of(report("S1", 1, 0, 7))).logRatio())
        .contains(-3.0);
    assertThat(GroupShape.of(Direction.DOWN, List.of(report("S1", 1, 0, 0))).logRatio())
        .contains(0.0);
  }

  @Test
  void knowsNoSizeOfWhatWasNotReportedOrNotExpected() {
    Member missing = new Member("S1", "K1", null, 1, 1, null, 4.0, true);
    GroupShape shape = GroupShape.of(Direction.MISSING, List.of(missing));
    assertThat(shape.logRatio()).isEmpty();
    assertThat(shape.pattern().size()).isEqualTo(Size.ABSENT);

    Member unexpected = new Member("S1", "K1", null, 1, 1, 4.0, null, true);
    GroupShape unknown = GroupShape.of(Direction.UP, List.of(unexpected));
    assertThat(unknown.logRatio()).isEmpty();
    assertThat(unknown.pattern().size()).isEqualTo(Size.UNKNOWN);
  }

  @Test
  void bandsBreadthOverStoresAndSkus() {
    assertThat(breadth(cell("S1", "K1", null))).isEqualTo(Breadth.ONE_SERIES);
    assertThat(breadth(cell("S1", "K1", null), cell("S2", "K1", null)))
        .isEqualTo(Breadth.SEVERAL_STORES);
    assertThat(breadth(cells(5, 1, null))).isEqualTo(Breadth.MANY_STORES);
    assertThat(breadth(cells(1, 4, null))).isEqualTo(Breadth.SEVERAL_SKUS);
    assertThat(breadth(cells(1, 5, null))).isEqualTo(Breadth.MANY_SKUS);
    assertThat(breadth(cells(2, 2, null))).isEqualTo(Breadth.BROAD);
  }

  @Test
  void tellsACategoryOnlyWhereAllSkusShareOne() {
    assertThat(breadth(cells(1, 5, "milk"))).isEqualTo(Breadth.ONE_CATEGORY);
    assertThat(breadth(cells(3, 3, "milk"))).isEqualTo(Breadth.BROAD_CATEGORY);
    assertThat(breadth(cells(3, 1, "milk"))).isEqualTo(Breadth.SEVERAL_STORES);
    assertThat(breadth(cell("S1", "K1", "milk"), cell("S1", "K2", "fish")))
        .isEqualTo(Breadth.SEVERAL_SKUS);
    assertThat(breadth(cell("S1", "K1", "milk"), cell("S1", "K2", null)))
        .isEqualTo(Breadth.SEVERAL_SKUS);
  }

  @Test
  void aLingeringMemberDoesNotStretchTheGroup() {
    List<Member> members = new ArrayList<>();
    for (int s = 0; s < 6; s++) {
      members.add(report("S" + s, 10, 11, 30, 10));
    }
    members.add(report("S9", 10, 25, 48, 32));
    assertThat(GroupShape.of(Direction.UP, members).pattern().duration())
        .isEqualTo(Duration.SOME_DAYS);
    assertThat(Duration.of(1)).isEqualTo(Duration.ONE_DAY);
    assertThat(Duration.of(5)).isEqualTo(Duration.WEEK);
    assertThat(Duration.of(13)).isEqualTo(Duration.WEEK);
    assertThat(Duration.of(14)).isEqualTo(Duration.WEEKS);
  }

  @Test
  void tellsRisingFromFading() {
    List<Member> dropOut =
        List.of(report("S1", 1, 4, 90, 10), report("S2", 1, 2, 60, 10), report("S3", 1, 1, 40, 10));
    List<Member> joinIn =
        List.of(report("S1", 1, 4, 90, 10), report("S2", 3, 4, 60, 10), report("S3", 4, 4, 40, 10));
    List<Member> together = List.of(report("S1", 1, 4, 50, 10), report("S2", 1, 4, 60, 10));
    List<Member> twoDays = List.of(report("S1", 1, 2, 50, 10), report("S2", 1, 1, 60, 10));

    assertThat(GroupShape.of(Direction.UP, dropOut).pattern().shape()).isEqualTo(Shape.FADING);
    assertThat(GroupShape.of(Direction.UP, joinIn).pattern().shape()).isEqualTo(Shape.RISING);
    assertThat(GroupShape.of(Direction.UP, together).pattern().shape()).isEqualTo(Shape.STEADY);
    assertThat(GroupShape.of(Direction.UP, twoDays).pattern().shape()).isEqualTo(Shape.STEADY);
  }

  @Test
  void looksAtActiveReportsUnlessNoneIs() {
    Member active = report("S1", 1, 30, 10);
    Member withdrawn = new Member("S2", "K1", null, 1, 1, 500.0, 1.0, false);
    assertThat(GroupShape.of(Direction.UP, List.of(active, withdrawn)))
        .isEqualTo(GroupShape.of(Direction.UP, List.of(active)));
    assertThat(GroupShape.of(Direction.UP, List.of(withdrawn)).pattern().size())
        .isEqualTo(Size.EXTREME);
  }

  @Test
  void isTheSameInAnyOrder() {
    List<Member> members = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 40; i++) {
      members.add(
          report("S" + i % 9, i % 5, i % 5 + i % 3, random.nextDouble(), random.nextDouble()));
    }
    GroupShape shape = GroupShape.of(Direction.UP, members);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(members, new Random(seed));
      assertThat(GroupShape.of(Direction.UP, members)).isEqualTo(shape);
    }
  }

  @Test
  void namesPatternsInWords() {
    Pattern fading =
        new Pattern(
            Direction.UP, Size.STRONG, Breadth.MANY_STORES, Duration.SOME_DAYS, Shape.FADING);
    Pattern missing =
        new Pattern(
            Direction.MISSING, Size.ABSENT, Breadth.MANY_SKUS, Duration.ONE_DAY, Shape.STEADY);
    assertThat(fading.title())
        .isEqualTo("strong rise · one SKU in many stores · 2-4 days · fading");
    assertThat(missing.title()).isEqualTo("no report · many SKUs of one store · 1 day");
    assertThat(fading.id()).hasSize(64).isNotEqualTo(missing.id()).isEqualTo(fading.id());
  }

  private static Size size(double observed, double expected) {
    Direction direction = observed < expected ? Direction.DOWN : Direction.UP;
    return GroupShape.of(direction, List.of(report("S1", 1, observed, expected))).pattern().size();
  }

  private static Breadth breadth(Member... members) {
    return Breadth.of(List.of(members));
  }

  private static Member[] cells(int stores, int skus, @Nullable String category) {
    List<Member> cells = new ArrayList<>();
    for (int s = 0; s < stores; s++) {
      for (int k = 0; k < skus; k++) {
        cells.add(cell("S" + s, "K" + k, category));
      }
    }
    return cells.toArray(Member[]::new);
  }

  private static Member cell(String store, String sku, @Nullable String category) {
    return new Member(store, sku, category, 1, 1, 3.0, 1.0, true);
  }

  private static Member report(String store, long day, double observed, double expected) {
    return report(store, day, day, observed, expected);
  }

  private static Member report(
      String store, long first, long last, double observed, double expected) {
    return new Member(store, "K1", null, first, last, observed, expected, true);
  }
}
