package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.ManagerParameter;
import de.focus_shift.jollyday.core.spi.Configuration;
import de.focus_shift.jollyday.core.spi.ConfigurationService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/** Reads the library's calendars with the JDK's own XML, whatever else is on the class path. */
final class CalendarFiles implements ConfigurationService {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  @Override
  public Configuration getConfiguration(ManagerParameter parameter) {
    URL file = parameter.createResourceUrl();
    try (InputStream content = file.openStream()) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      return new CalendarPart(
          new CalendarElement(factory.newDocumentBuilder().parse(content).getDocumentElement()));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("the calendar " + file + " cannot be read", e);
    }
  }
}
