package mrs.serving.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link RowFunction} known to a database, which calls it for some thousand rows at once.
 */
final class Registration {
  private Registration() {}

  static void of(RowFunction function, Connection connection) throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      DuckDBColumnType[] texts =
          Collections.nCopies(function.arguments(), DuckDBColumnType.VARCHAR)
              .toArray(DuckDBColumnType[]::new);
      builder
          .withName(function.name())
          .withParameters(texts)
          .withReturnType(DuckDBColumnType.DOUBLE)
          .withVectorizedFunction((rows, values) -> call(function, rows, values))
          .register(connection);
    }
  }

  private static void call(
      RowFunction function, DuckDBDataChunkReader rows, DuckDBWritableVector values) {
    for (long row = 0; row < rows.rowCount(); row++) {
      Double value = function.value().apply(arguments(rows, row));
      if (value == null) {
        values.setNull(row);
      } else {
        values.setDouble(row, value);
      }
    }
  }

  private static List<@Nullable String> arguments(DuckDBDataChunkReader rows, long row) {
    List<@Nullable String> arguments = new ArrayList<>();
    for (long i = 0; i < rows.columnCount(); i++) {
      DuckDBReadableVector column = rows.vector(i);
      arguments.add(column.isNull(row) ? null : column.getString(row));
    }
    return arguments;
  }
}
