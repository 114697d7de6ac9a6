package mrs.jobs.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.jobs.relations.PlainValues;
import org.jspecify.annotations.Nullable;

/** JSON Lines. */
final class JsonLines implements RowLines {
  @Override
  public String header(List<String> columns) {
    return "";
  }

  @Override
  public String line(List<String> columns, List<@Nullable Object> values) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      object.put(columns.get(i), values.get(i));
    }
    return PlainValues.json(object) + "\n";
  }
}
