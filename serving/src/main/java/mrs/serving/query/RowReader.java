package mrs.serving.query;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an answer row by row, with values as {@link AnsweredRows} has them. */
public interface RowReader {
  /** What comes first: the columns' names. */
  void columns(List<String> names) throws IOException;

  /** The next row; says whether one more is wanted. */
  boolean row(List<@Nullable Object> values) throws IOException;
}
