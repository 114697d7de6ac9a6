package mrs.jobs.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import mrs.jobs.config.CacheConfig;
import mrs.jobs.messages.Problem;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.EncryptedCodec;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.KeyRing;
import mrs.resilience.cache.codec.NonceSource;

/** How entries are written: encrypted where there are keys, and with a checksum otherwise. */
final class CacheCodecs {
  /** The variable of the environment that holds the keys. */
  static final String VARIABLE = "MRS_CACHE_KEY";

  private static final String CACHE = "mrs";

  private CacheCodecs() {}

  /**
   * The codec that is configured; the environment goes before the file.
   *
   * @throws Problem if there are keys that cannot be used
   */
  static EntryCodec of(CacheConfig config, Map<String, String> environment) {
    return keys(config, environment)
        .<EntryCodec>map(
            keys -> new EncryptedCodec(CACHE, keys, new NonceSource(new SecureRandom())))
        .orElseGet(ChecksummedCodec::new);
  }

  private static Optional<KeyRing> keys(CacheConfig config, Map<String, String> environment) {
    try {
      Optional<KeyRing> keys = KeyRing.fromEnvironment(environment, VARIABLE);
      return keys.isEmpty() && !config.keyFile().isBlank()
          ? Optional.of(KeyRing.fromFile(Path.of(config.keyFile())))
          : keys;
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.refused(
          "the keys of the cache cannot be used: " + e.getMessage(),
          "correct " + VARIABLE + " or the file that cache.key_file names");
    }
  }
}
