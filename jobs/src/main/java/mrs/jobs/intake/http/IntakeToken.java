package mrs.jobs.intake.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.jobs.messages.Problem;
import mrs.resilience.Secret;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a sender has to know. Only its hash is kept, so that neither a message nor a heap dump has
 * it; it is compared in a time that does not depend on where it differs.
 */
public final class IntakeToken {
  /** The variable of the environment that may have it. */
  public static final String VARIABLE = "MRS_INTAKE_TOKEN";

  private static final int LEAST_LENGTH = 16;
  private static final String SCHEME = "Bearer ";
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] hash;

  private IntakeToken(Secret token) {
    this.hash = DigestUtils.sha256(token.reveal());
  }

  /**
   * The token out of a file that only its owner can read, or else out of the environment.
   *
   * @throws Problem if there is none, or if others can read it
   */
  public static IntakeToken find(Optional<Path> file, Map<String, String> environment) {
    if (file.isPresent()) {
      return of(read(file.get()), file.get().toString());
    }
    String token = environment.get(VARIABLE);
    if (token == null) {
      throw Problem.refused(
          "there is no token that senders have to know",
          "name a file that only you can read with --token-file, or set " + VARIABLE);
    }
    return of(new Secret(token), VARIABLE);
  }

  private static IntakeToken of(Secret text, String where) {
    Secret token = new Secret(text.reveal().strip());
    if (!isLongAndPlain(token.reveal())) {
      throw Problem.refused(
          "the token in " + where + " is too short or has characters that no header can have",
          "make one of at least "
              + LEAST_LENGTH
              + " letters and digits, such as 'openssl rand -hex 32' gives");
    }
    return new IntakeToken(token);
  }

  private static boolean isLongAndPlain(String token) {
    return token.length() >= LEAST_LENGTH && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static Secret read(Path file) {
    try {
      if (isOpenToOthers(file)) {
        throw Problem.refused(
            "others than its owner can use the token file " + file, "chmod 600 " + file);
      }
      return new Secret(Files.readString(file));
    } catch (IOException e) {
      throw Problem.refused(
          "the token file " + file + " cannot be read: " + e,
          "name one that is there and has one line of text");
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    try {
      return !OWNER.containsAll(Files.getPosixFilePermissions(file));
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /** Whether the value of an {@code Authorization} header has the token. */
  boolean isIn(@Nullable String authorization) {
    boolean isBearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String given = isBearer ? String.valueOf(authorization).substring(SCHEME.length()) : "";
    return MessageDigest.isEqual(hash, DigestUtils.sha256(given.strip().getBytes(UTF_8)))
        && isBearer;
  }

  @Override
  public String toString() {
    return "a token";
  }
}
