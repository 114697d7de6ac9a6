package mrs.jobs.feasts;

import java.time.Year;
import java.time.chrono.Chronology;
import java.time.chrono.IsoChronology;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.threeten.extra.chrono.JulianChronology;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element of a calendar's file. What a rule says stands in attributes, or in children that have
 * nothing but text; to whoever asks for it that is the same.
 */
record CalendarElement(Element xml) {

  /** The children called {@code name}, in order. */
  List<CalendarElement> children(String name) {
    return IntStream.range(0, xml.getChildNodes().getLength())
        .mapToObj(i -> xml.getChildNodes().item(i))
        .filter(n -> n instanceof Element && name.equals(n.getLocalName()))
        .map(n -> new CalendarElement((Element) n))
        .toList();
  }

  /** What {@code read} makes of each child called {@code name}. */
  <T> List<T> all(String name, Function<CalendarElement, ? extends T> read) {
    return children(name).stream().<T>map(read).toList();
  }

  /** The one child called {@code name}. */
  CalendarElement child(String name) {
    return children(name).stream().findFirst().orElseThrow(() -> missing(name));
  }

  /** What it says of {@code name}, if anything. */
  Optional<String> find(String name) {
    return xml.hasAttribute(name)
        ? Optional.of(xml.getAttribute(name))
        : children(name).stream().findFirst().map(CalendarElement::xml).map(Node::getTextContent);
  }

  /** What it says of {@code name}. */
  String text(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /** The number {@code name}. */
  int number(String name) {
    return Integer.parseInt(text(name).trim());
  }

  /** The year {@code name}, if any. */
  Optional<Year> year(String name) {
    return find(name).map(y -> Year.of(Integer.parseInt(y.trim())));
  }

  /** The constant that {@code name} names. */
  <E extends Enum<E>> E word(String name, Class<E> vocabulary) {
    return Enum.valueOf(vocabulary, text(name).trim());
  }

  /** The same where it may be left out. */
  <E extends Enum<E>> Optional<E> findWord(String name, Class<E> vocabulary) {
    return find(name).map(w -> Enum.valueOf(vocabulary, w.trim()));
  }

  /** The calendar that its feast goes by: where it says nothing, that of the West. */
  Chronology chronology() {
    boolean julian = find("chronology").filter("JULIAN"::equals).isPresent();
    return julian ? JulianChronology.INSTANCE : IsoChronology.INSTANCE;
  }

  private IllegalStateException missing(String name) {
    return new IllegalStateException("a rule " + xml.getLocalName() + " has no " + name);
  }
}
