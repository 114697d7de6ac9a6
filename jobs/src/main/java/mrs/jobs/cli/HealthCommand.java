package mrs.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.health.Finding;
import mrs.jobs.health.Health;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mrs health}: how the warehouse is. */
@Command(
    name = "health",
    description = {
      "Tells how fresh the logs are, how many active reports the stages cover, how many records"
          + " were",
      "rejected, which runs did not end well, which inputs are left alone, who is writing, and how"
          + " well it is as a whole, term by term. Exit code 2 when something is degraded."
    })
final class HealthCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Mixin private IntakeOptions intakes = new IntakeOptions();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    List<Finding> findings =
        Health.of(
            options.asked(),
            options.questions(),
            options.config(),
            intakes.folder(options),
            options.clock());
    Answer.print(options, findings.stream().map(f -> row(f, options.json())).toList());
    return findings.stream().anyMatch(Finding::degraded) ? ExitCodes.DEGRADED : ExitCodes.DONE;
  }

  private static Map<String, @Nullable Object> row(Finding finding, boolean withFigure) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("check", finding.check());
    row.put("subject", finding.subject());
    row.put("value", finding.value());
    if (withFigure) {
      row.put("figure", finding.figure().orElse(null));
    }
    row.put("state", finding.degraded() ? "degraded" : "ok");
    row.put("says", finding.says());
    return row;
  }
}
