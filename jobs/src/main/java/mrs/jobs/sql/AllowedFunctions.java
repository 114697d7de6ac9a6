package mrs.jobs.sql;

import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import scala.collection.Seq;

/**
 * The functions that a query may call: Spark's built-in ones by their plain name, without those
 * that call Java methods, tell of files, or parse XML, which may fetch what it refers to.
 */
final class AllowedFunctions {
  private static final Set<String> NOT =
      Set.of(
          "reflect",
          "java_method",
          "try_reflect",
          "input_file_name",
          "input_file_block_start",
          "input_file_block_length");

  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "range",
          "explode",
          "explode_outer",
          "posexplode",
          "posexplode_outer",
          "inline",
          "inline_outer",
          "stack",
          "json_tuple");

  private AllowedFunctions() {}

  static void check(Seq<String> name) {
    String plain = name.mkString(".").toLowerCase(Locale.ROOT);
    if (name.size() != 1 || !allowed(plain)) {
      throw SqlRefusals.function(plain);
    }
  }

  static void checkTableFunction(Seq<String> name) {
    String plain = name.mkString(".").toLowerCase(Locale.ROOT);
    if (name.size() != 1 || !TABLE_FUNCTIONS.contains(plain)) {
      throw SqlRefusals.tableFunction(plain);
    }
  }

  private static boolean allowed(String name) {
    return !NOT.contains(name)
        && !name.startsWith("xpath")
        && FunctionRegistry.builtin().functionExists(FunctionIdentifier.apply(name));
  }
}
