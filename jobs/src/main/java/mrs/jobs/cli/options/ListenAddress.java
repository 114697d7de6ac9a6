package mrs.jobs.cli.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a server listens: {@code HOST:PORT}, {@code [ADDRESS]:PORT}, or a port alone. */
public final class ListenAddress implements ITypeConverter<InetSocketAddress> {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9.-]+)):)?([0-9]{1,5})");
  private static final int MOST = 65_535;

  @Override
  public InetSocketAddress convert(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches() || Integer.parseInt(address.group(3)) > MOST) {
      throw new TypeConversionException(
          "'" + text + "' is no address; give HOST:PORT, such as 127.0.0.1:8085");
    }
    String host = address.group(1) != null ? address.group(1) : address.group(2);
    try {
      InetAddress at =
          host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
      return new InetSocketAddress(at, Integer.parseInt(address.group(3)));
    } catch (UnknownHostException e) {
      throw new TypeConversionException(
          "there is no host '" + host + "'; give a name or address of this machine");
    }
  }
}
