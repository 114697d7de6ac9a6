package mrs.resilience.cache.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a cache: records are written with the newest and read with all of them. To rotate,
 * add a key at the end; the old one can go once all that was written with it has expired.
 *
 * <p>As text it is a key a line, {@code ID:BASE64}, oldest first; commas may stand for line ends,
 * and lines that begin with {@code #} are comments. No message has more of a text than ids.
 */
public final class KeyRing {
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final List<EncryptionKey> oldestFirst;

  /**
   * @param oldestFirst at least one, no two of one id
   */
  public KeyRing(List<EncryptionKey> oldestFirst) {
    if (oldestFirst.isEmpty()) {
      throw new IllegalArgumentException("there is no key; give at least one as ID:BASE64");
    }
    List<String> ids = oldestFirst.stream().map(EncryptionKey::id).toList();
    if (Set.copyOf(ids).size() < ids.size()) {
      throw new IllegalArgumentException(
          "two keys have one id among " + ids + "; give each new key an id of its own");
    }
    this.oldestFirst = List.copyOf(oldestFirst);
  }

  /** Reads it from a text. */
  public static KeyRing parse(String text) {
    List<EncryptionKey> keys = new ArrayList<>();
    int number = 0;
    for (String line : text.split("[\n,]", -1)) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        keys.add(key(number, stripped));
      }
    }
    return new KeyRing(keys);
  }

  /**
   * Reads it from a file that nobody but its owner may read or write (mode 0600 or 0400).
   *
   * @throws IllegalArgumentException if others may, or if it is not a text of keys
   */
  public static KeyRing fromFile(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      throw new IllegalArgumentException(
          "who may read the key file "
              + file
              + " cannot be seen on its file system; give the keys in the environment instead");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER.containsAll(permissions)) {
      throw new IllegalArgumentException(
          "the key file "
              + file
              + " is open to more than its owner's reading and writing ("
              + PosixFilePermissions.toString(permissions)
              + "); chmod 600 it, and give new keys if others could read it");
    }
    return parse(Files.readString(file, UTF_8));
  }

  /**
   * Reads it from a variable of the environment.
   *
   * @return empty where the variable is not set
   */
  public static Optional<KeyRing> fromEnvironment(
      Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).map(KeyRing::parse);
  }

  EncryptionKey newest() {
    return oldestFirst.get(oldestFirst.size() - 1);
  }

  Optional<EncryptionKey> find(String id) {
    return oldestFirst.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return oldestFirst.toString();
  }

  @SuppressWarnings("UnusedException")
  private static EncryptionKey key(int line, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("line " + line + " of the keys is not ID:BASE64");
    }
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(text.substring(colon + 1).strip());
    } catch (IllegalArgumentException e) {
      // Without its cause, whose message shows some of the key.
      throw new IllegalArgumentException("the key on line " + line + " is not valid Base64");
    }
    return new EncryptionKey(text.substring(0, colon).strip(), secret);
  }
}
