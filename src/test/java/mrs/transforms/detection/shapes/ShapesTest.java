package mrs.transforms.detection.shapes;

import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every kind of retailer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShapesTest {

  /** The kinds. */
  abstract List<Shape> shapes();

  @ParameterizedTest
  @MethodSource("shapes")
  void isCalm(Shape shape) {
    shape.assertCalm();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void findsTheFault(Shape shape) {
    shape.assertFound();
  }
}
