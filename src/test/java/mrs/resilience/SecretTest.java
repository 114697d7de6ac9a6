package mrs.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final String CANARY = "canary-4711";

  private record Holder(String name, Secret key) {}

  @Test
  void nobodySeesItWhoDoesNotAsk() {
    Secret secret = new Secret(CANARY);

    assertThat(secret.reveal()).isEqualTo(CANARY);
    assertThat("" + secret + List.of(secret) + Map.of("k", secret) + new Holder("n", secret))
        .isEqualTo("***[***]{k=***}Holder[name=n, key=***]");
    assertThat(ParameterizedMessage.format("{}", new Object[] {secret})).isEqualTo("***");
  }

  @Test
  void noMapperWritesIt() {
    assertThat(Secret.class).isFinal().matches(c -> !Serializable.class.isAssignableFrom(c));
    assertThatThrownBy(
            () -> new ObjectMapper().writeValueAsString(new Holder("n", new Secret(CANARY))))
        .hasMessageContaining("No serializer")
        .hasMessageNotContaining(CANARY);
  }
}
