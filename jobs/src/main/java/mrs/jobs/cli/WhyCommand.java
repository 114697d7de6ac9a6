package mrs.jobs.cli;

import java.util.concurrent.Callable;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.why.Explanation;
import mrs.jobs.why.Why;
import mrs.jobs.why.WriteExplanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs why}: why a report is there. */
@Command(
    name = "why",
    description = {
      "Shows why a report is there: its series, its expectation, the sources of its fields,",
      "the evidence for each cause, its event, what was degraded, how far to trust it now, and its",
      "history."
    })
final class WhyCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Parameters(
      paramLabel = "REPORT_ID",
      description = "The report: its id, or the first characters of it, six at least.")
  private String report;

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    Why why =
        new Why(
            options.warehouseFolder(), options.config().trustPolicy(), options.clock().instant());
    Explanation explanation = why.of(report);
    if (options.json()) {
      System.out.println(Answer.json(explanation));
    } else {
      WriteExplanation.lines(explanation).forEach(System.out::println);
    }
    return ExitCodes.DONE;
  }
}
