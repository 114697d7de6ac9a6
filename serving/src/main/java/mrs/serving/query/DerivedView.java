package mrs.serving.query;

import java.util.List;
import mrs.serving.files.TableFile;

/**
 * A view over other views.
 *
 * @param query over views that were made before it
 */
public record DerivedView(String name, String query) implements View {
  @Override
  public List<TableFile> files() {
    return List.of();
  }
}
