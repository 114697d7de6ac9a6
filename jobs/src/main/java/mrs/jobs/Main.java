package mrs.jobs;

import mrs.jobs.cli.MrsCommand;

/** The program: {@code spark-submit} and the launcher start it here. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(MrsCommand.run(args));
  }
}
