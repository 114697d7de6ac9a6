package mrs.jobs.sql;

import java.time.Instant;
import mrs.hydrate.trust.TrustPolicy;
import mrs.jobs.config.TrustConfig;

/** How tests that read the tiny warehouse score its reports: as is usual, at one moment. */
public final class TrustedReports {
  /** The usual policy of a site with all inputs. */
  public static final TrustPolicy POLICY = TrustConfig.USUAL.policy(13);

  /** A fortnight after the third night. */
  public static final Instant NOW = Instant.parse("2024-06-28T02:00:00Z");

  private TrustedReports() {}
}
