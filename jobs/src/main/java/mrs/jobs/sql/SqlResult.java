package mrs.jobs.sql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param columns their names, each once
 * @param rows values by column
 * @param cut whether there would have been more rows
 */
public record SqlResult(
    List<String> columns, List<Map<String, @Nullable Object>> rows, boolean cut) {}
