package mrs.hydrate.consolidation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mrs.contracts.Field;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table in plain Java.
 *
 * @param values by column, in the columns' order: timestamps as instants, dates as local dates,
 *     arrays as lists, structs as maps
 */
public record PlainRow(Map<String, @Nullable Object> values) {
  /** Keeps its own map. */
  public PlainRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** What it has of {@code field}. */
  public @Nullable Object get(Field field) {
    return values.get(field.name());
  }

  /** A text, if there is one. */
  public Optional<String> text(Field field) {
    return Optional.ofNullable((String) get(field));
  }

  /** A number, if there is one. */
  public Optional<Double> number(Field field) {
    return Optional.ofNullable((Number) get(field)).map(Number::doubleValue);
  }

  /** The elements of an array; none where it is NULL. */
  public List<?> list(Field field) {
    return Optional.<List<?>>ofNullable((List<?>) get(field)).orElse(List.of());
  }

  /** The texts of an array; none where it is NULL. */
  public List<String> texts(Field field) {
    return list(field).stream().map(String::valueOf).toList();
  }

  /** A moment that is never NULL. */
  public Instant time(Field field) {
    return (Instant) Objects.requireNonNull(get(field), field.name());
  }

  /** A day that is never NULL. */
  public LocalDate day(Field field) {
    return (LocalDate) Objects.requireNonNull(get(field), field.name());
  }

  /** A whole number that is never NULL. */
  public long whole(Field field) {
    return ((Number) Objects.requireNonNull(get(field), field.name())).longValue();
  }
}
