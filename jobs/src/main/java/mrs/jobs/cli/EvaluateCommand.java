package mrs.jobs.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.evaluate.Evaluate;
import mrs.jobs.evaluate.Quality;
import mrs.jobs.evaluate.WhatIf;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.PlainValues;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mrs evaluate}: what detection would say, and how good the answers are. */
@Command(
    name = "evaluate",
    description = {
      "Without --labels: what detection would report if it learnt and judged all sales anew under",
      "this configuration. With --labels: how good the hydrated reports are, measured against what",
      "is known to have happened. The warehouse is only read."
    })
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Option(names = "--store", paramLabel = "ID", description = "Only reports of this store.")
  private @Nullable String store;

  @Option(names = "--sku", paramLabel = "ID", description = "Only reports of this SKU.")
  private @Nullable String sku;

  @Option(names = "--from", paramLabel = "DATE", description = "Only reports that last till then.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Only reports that started by then.")
  private @Nullable LocalDate to;

  @Option(
      names = "--labels",
      paramLabel = "DIR",
      description = {
        "Folder with events.csv (event_id, type, cause; optional context_given) and cells.csv",
        "(event_id, store_id, sku, sales_date; optional clean_units, feed_units), gzip or not."
      })
  private @Nullable Path labels;

  @Option(
      names = "--fit",
      paramLabel = "FILE",
      description = "Also writes a calibration that is fitted to the labels, for mrs.yaml.")
  private @Nullable Path fit;

  @Override
  public Integer call() {
    boolean filtered = store != null || sku != null || from != null || to != null;
    if (labels != null && filtered) {
      throw Problem.refused(
          "--store, --sku, --from and --to do not go with --labels",
          "labels are measured against all reports");
    } else if (labels == null && fit != null) {
      throw Problem.refused("--fit needs something to fit to", "name labels with --labels");
    }
    CommonOptions options = mrs.options();
    Warehouse warehouse = options.existing();
    Relations relations = Relations.now(CommittedRows.now(warehouse));
    if (labels == null) {
      tellReports(options, relations);
    } else {
      tellQuality(options, Evaluate.of(relations, labels));
    }
    return ExitCodes.DONE;
  }

  private void tellReports(CommonOptions options, Relations relations) {
    WhatIf.Asked asked =
        new WhatIf.Asked(
            Optional.ofNullable(store),
            Optional.ofNullable(sku),
            Optional.ofNullable(from),
            Optional.ofNullable(to));
    var reports = new WhatIf(options.config(), options.clock().instant()).reports(relations, asked);
    Answer.print(
        options,
        List.of(reports.columns()),
        reports.collectAsList().stream().map(r -> shown(PlainValues.of(r), options)).toList());
  }

  /** Figures as a person reads them; {@code --json} has them whole. */
  private static Map<String, @Nullable Object> shown(
      Map<String, @Nullable Object> row, CommonOptions options) {
    if (!options.json()) {
      row.replaceAll((c, v) -> v instanceof Double d ? share(d) : v);
    }
    return row;
  }

  private void tellQuality(CommonOptions options, Evaluate evaluate) {
    Quality quality = evaluate.quality();
    if (options.json()) {
      System.out.println(Answer.json(quality));
    } else {
      Answer.print(options, quality.budgets().stream().map(EvaluateCommand::row).toList());
      System.out.println();
      Answer.print(options, quality.unfolded().stream().map(EvaluateCommand::row).toList());
      System.out.println();
      Answer.print(options, quality.quietWeeks().stream().map(EvaluateCommand::row).toList());
      System.out.println();
      Answer.print(options, measures(quality));
      Optional.ofNullable(quality.causes()).ifPresent(c -> tellReliability(options, c));
    }
    if (fit != null) {
      evaluate.fit(fit);
      options.progress().say("wrote the calibration " + fit);
    }
  }

  private static Map<String, @Nullable Object> row(Quality.AtBudget at) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("cells per 1,000", at.budget());
    row.put("flagged", at.flagged());
    row.put("event recall", share(at.eventRecall()));
    row.put("units recall", share(at.unitsRecall()));
    row.put("precision", share(at.precision()));
    row.put(
        "events found",
        at.found().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue().found() + "/" + e.getValue().of())
            .collect(Collectors.joining("  ")));
    return row;
  }

  private static Map<String, @Nullable Object> row(Quality.Unfolded at) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("events a day", at.eventsADay());
    row.put("unfolded", at.events());
    row.put("event recall", share(at.recall()));
    row.put("event precision", share(at.precision()));
    return row;
  }

  private static Map<String, @Nullable Object> row(Quality.AtSeverity at) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("severity in weeks without labels", at.severity() + " and more");
    row.put("events", at.events());
    row.put("due by chance", String.format(Locale.ROOT, "%.1f", at.due()));
    return row;
  }

  private static void tellReliability(CommonOptions options, Quality.Causes causes) {
    System.out.println();
    Answer.print(options, causes.reliability().stream().map(EvaluateCommand::row).toList());
  }

  private static Map<String, @Nullable Object> row(Quality.Reliability in) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("confidence in the cause", share(in.confidence()));
    row.put("reports", in.reports());
    row.put("right", share(in.right()));
    return row;
  }

  private static List<Map<String, @Nullable Object>> measures(Quality quality) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Optional.ofNullable(quality.grouping())
        .ifPresent(
            g -> {
              rows.add(measure("events: purity (B-cubed)", g.purity()));
              rows.add(measure("events: completeness (B-cubed)", g.completeness()));
              rows.add(measure("events: F1 (B-cubed)", g.f1()));
            });
    Optional.ofNullable(quality.causes())
        .ifPresent(
            c -> {
              rows.add(measure("causes: accuracy", c.accuracy()));
              rows.add(measure("causes: accuracy where knowable", c.accuracyWhereKnowable()));
              rows.add(measure("causes: wrong with confidence >= .6", c.confidentErrors()));
              rows.add(measure("causes: calibration error (ECE)", c.calibrationError()));
            });
    return rows;
  }

  private static Map<String, @Nullable Object> measure(String name, double value) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("measure", name);
    row.put("value", share(value));
    return row;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
