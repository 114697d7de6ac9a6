package mrs.jobs.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mrs.jobs.ingest.remote.RemoteFolder;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** {@code --queue}, for commands that need the warehouse to themselves. */
public final class QueueOption {
  static final String NAME = "--queue";
  private static final String WAREHOUSE = "--warehouse";
  private static final String FEED = "FEED_DIR";

  @Option(
      names = NAME,
      description =
          "Where another process has the warehouse: leaves the command to be carried out when it is"
              + " free, within a day.")
  private boolean queue;

  /** Whether the command is to wait on the disk where the warehouse is taken. */
  public boolean given() {
    return queue;
  }

  /** The arguments of a command as anybody can carry it out, from any folder. */
  public static List<String> absolute(ParseResult parsed, Path warehouse) {
    Set<String> paths = new HashSet<>();
    for (CommandLine part : parsed.asCommandLineList()) {
      part.getParseResult().matchedArgs().stream()
          .filter(QueueOption::isPath)
          .forEach(a -> paths.addAll(a.originalStringValues()));
    }
    List<String> arguments = new ArrayList<>();
    for (String argument : parsed.originalArgs()) {
      int equals = argument.indexOf('=');
      if (paths.contains(argument)) {
        arguments.add(absolute(argument));
      } else if (argument.startsWith("--") && paths.contains(argument.substring(equals + 1))) {
        arguments.add(argument.substring(0, equals + 1) + absolute(argument.substring(equals + 1)));
      } else if (!argument.equals(NAME)) {
        arguments.add(argument);
      }
    }
    if (arguments.stream().noneMatch(a -> a.equals(WAREHOUSE) || a.startsWith(WAREHOUSE + "="))) {
      arguments.addAll(List.of(WAREHOUSE, absolute(warehouse.toString())));
    }
    return arguments;
  }

  private static boolean isPath(ArgSpec argument) {
    return argument.type().equals(Path.class) || FEED.equals(argument.paramLabel());
  }

  private static String absolute(String path) {
    if (RemoteFolder.isRemote(path)) {
      return path;
    }
    return Path.of(path).toAbsolutePath().normalize().toString();
  }
}
