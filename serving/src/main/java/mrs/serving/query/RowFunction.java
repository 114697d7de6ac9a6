package mrs.serving.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of the program's own that views call; a question cannot.
 *
 * @param arguments how many, each a text or NULL
 * @param value a number or NULL, the same for the same arguments
 */
public record RowFunction(
    String name, int arguments, Function<List<@Nullable String>, @Nullable Double> value) {}
