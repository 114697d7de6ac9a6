package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.spi.Configuration;
import de.focus_shift.jollyday.core.spi.Holidays;
import java.util.stream.Stream;

/** The calendar of a country, or of one of its regions. */
record CalendarPart(CalendarElement element) implements Configuration {
  @Override
  public String hierarchy() {
    return element.text("hierarchy");
  }

  @Override
  public String description() {
    return element.text("description");
  }

  @Override
  public Holidays holidays() {
    return new CalendarRules(element.child("Holidays"));
  }

  @Override
  public Stream<Configuration> subConfigurations() {
    return element.children("SubConfigurations").stream().map(CalendarPart::new);
  }
}
