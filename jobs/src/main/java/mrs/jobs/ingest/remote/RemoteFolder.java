package mrs.jobs.ingest.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.messages.Problem;

/**
 * A feed folder that lies elsewhere: one that is named by a URI. A plain path is of this machine,
 * also where a share is mounted there; {@code file:} says that it is to be treated as a share.
 *
 * @param address as people wrote it
 * @param fileSystem the component that is guarded: {@code file_system:SCHEME://HOST}
 */
public record RemoteFolder(String address, String fileSystem) {
  private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  /** Whether {@code folder} is a URI, and no path. */
  public static boolean isRemote(String folder) {
    return REMOTE.matcher(folder).matches();
  }

  /**
   * Takes an address apart.
   *
   * @throws Problem if it holds a password: it would be shown, and kept with the run
   */
  static RemoteFolder of(String address) {
    String authority = authority(address);
    int at = authority.lastIndexOf('@');
    if (authority.lastIndexOf(':', at) >= 0 && at >= 0) {
      throw Problem.refused(
          "the address of the feed has a password in it",
          "give the password to Hadoop instead (core-site.xml or a credential provider)");
    }
    String scheme = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
    return new RemoteFolder(
        address, Breakers.FILE_SYSTEM + scheme + "://" + authority.substring(at + 1));
  }

  /** What comes after the two slashes; a file system may name it in a way that is no host. */
  private static String authority(String address) {
    try {
      // Hadoop takes spaces and the like, which no URI has.
      int colon = address.indexOf(':');
      String path = address.substring(colon + 1);
      int end = path.startsWith("//") ? path.indexOf('/', 2) : 0;
      String head = end > 0 ? path.substring(0, end) : path.startsWith("//") ? path : "///";
      return Optional.ofNullable(
              new URI(address.substring(0, colon + 1) + (head.equals("//") ? "///" : head))
                  .getRawAuthority())
          .orElse("");
    } catch (URISyntaxException e) {
      throw Problem.refused(
          "the feed folder '" + address + "' is no address: " + e.getReason(),
          "name it as SCHEME://HOST/FOLDER, or by a path");
    }
  }
}
