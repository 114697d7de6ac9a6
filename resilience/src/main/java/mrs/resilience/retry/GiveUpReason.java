package mrs.resilience.retry;

/** Why a command is not tried any more. */
public enum GiveUpReason {
  /** It failed as often as the policy allows. */
  EXHAUSTED(1),
  /** The handler said that it is never to be tried again. */
  REFUSED(2),
  /** Nobody wants it any more. */
  STALE(3);

  private final int code;

  GiveUpReason(int code) {
    this.code = code;
  }

  /** How it is written on the disk. */
  int code() {
    return code;
  }

  /** The reason that is written so. */
  static GiveUpReason of(int code) {
    for (GiveUpReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    throw new IllegalArgumentException("no reason to give up has the code " + code);
  }
}
