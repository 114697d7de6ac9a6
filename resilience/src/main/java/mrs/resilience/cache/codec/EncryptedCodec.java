package mrs.resilience.cache.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Records encrypted with AES-256-GCM: an {@link EncryptedHeader}, the value encrypted, and a tag of
 * 16 bytes. Written with the newest key, read with all.
 *
 * <p>The tag covers the header (id of the key and expiry among it), the name of the cache and the
 * key of the entry: a record under another key or in another cache, or with a later expiry, does
 * not pass. An older record of the same key does, until it expires. Plain records are refused, or
 * whoever can write the files could give any value. What is not hidden: the keys of entries, sizes
 * and expiry.
 *
 * <p>Neither keys nor values are in any message.
 */
public final class EncryptedCodec implements EntryCodec {
  private static final int TAG_BYTES = 16;

  private final byte[] cacheName;
  private final KeyRing keys;
  private final NonceSource nonces;

  /**
   * @param cacheName of the one cache whose records these are
   * @param nonces of this instance alone; restarts need another, which draws a prefix of its own
   */
  public EncryptedCodec(String cacheName, KeyRing keys, NonceSource nonces) {
    this.cacheName = cacheName.getBytes(UTF_8);
    this.keys = keys;
    this.nonces = nonces;
  }

  @Override
  public byte[] encode(byte[] key, CacheEntry entry) {
    EncryptionKey with = keys.newest();
    EncryptedHeader header =
        new EncryptedHeader(entry.expiresAt(), with.fingerprint(), nonces.next(), with.id());
    byte[] head = header.bytes();
    byte[] bytes = new byte[head.length + entry.value().length + TAG_BYTES];
    System.arraycopy(head, 0, bytes, 0, head.length);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, with, header, key);
      cipher.doFinal(entry.value(), 0, entry.value().length, bytes, head.length);
      return bytes;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a record cannot be encrypted: " + e.getMessage(), e);
    }
  }

  @Override
  public CacheEntry decode(byte[] key, byte[] bytes) throws DamagedRecord, WrongKey {
    EncryptedHeader header = EncryptedHeader.read(bytes);
    EncryptionKey with = keyOf(header);
    if (bytes.length < header.length() + TAG_BYTES) {
      // The JDK does not take this for a tag that is wrong.
      throw new DamagedRecord("a record of " + bytes.length + " bytes ends within its tag");
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, with, header, key);
      byte[] value = cipher.doFinal(bytes, header.length(), bytes.length - header.length());
      return new CacheEntry(value, header.expiresAt());
    } catch (AEADBadTagException e) {
      throw new DamagedRecord(
          "a record of " + bytes.length + " bytes was changed, or was written for another key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a record cannot be decrypted: " + e.getMessage(), e);
    }
  }

  @Override
  public Instant expiresAt(byte[] key, byte[] bytes) throws DamagedRecord {
    return EncryptedHeader.read(bytes).expiresAt();
  }

  private EncryptionKey keyOf(EncryptedHeader header) throws WrongKey {
    EncryptionKey with =
        keys.find(header.keyId())
            .orElseThrow(
                () ->
                    new WrongKey(
                        "a record is encrypted with the key "
                            + header.keyId()
                            + ", and the keys are "
                            + keys));
    if (with.fingerprint() != header.fingerprint()) {
      throw new WrongKey(
          "a record is encrypted with another key that had the id " + header.keyId() + " then");
    }
    return with;
  }

  private Cipher cipher(int mode, EncryptionKey with, EncryptedHeader header, byte[] key)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, with.secret(), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, header.nonce()));
    cipher.updateAAD(header.bytes());
    cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(0, cacheName.length));
    cipher.updateAAD(cacheName);
    cipher.updateAAD(key);
    return cipher;
  }
}
