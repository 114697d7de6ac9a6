package mrs.resilience.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A key as bytes is that key and no other. */
class EntryKeyProperties {

  @Property(tries = 300, seed = "12")
  void comesBackFromItsBytes(@ForAll String key) throws CharacterCodingException {
    Assume.that(isText(key) && !key.isEmpty());
    Assume.that(key.getBytes(StandardCharsets.UTF_8).length <= EntryKey.LONGEST);

    assertThat(EntryKey.text(EntryKey.bytes(key))).isEqualTo(key);
  }

  @Property(tries = 200, seed = "12")
  void isRefusedWithHalfASurrogatePair(@ForAll String before, @ForAll String after) {
    Assume.that(after.isEmpty() || !Character.isLowSurrogate(after.charAt(0)));

    assertThatThrownBy(() -> EntryKey.bytes(before + '\ud800' + after))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean isText(String key) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(key);
  }
}
