package io.tilewise.cli;

import io.tilewise.config.FileKind;
import io.tilewise.config.NearestName;
import io.tilewise.experiment.schema.OutputSchema;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what may stand in a kind of file, for editors that complete and check. */
@Command(
    name = "schema",
    description =
        "Print the JSON Schema (draft-07) of a kind of file, one that you write or one that tilewise"
            + " does; without KIND, list the kinds.")
final class SchemaCommand implements Runnable {

  private final Supplier<List<FileKind<?>>> kinds;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "Kind of file: ${COMPLETION-CANDIDATES}.",
      completionCandidates = FileKinds.Names.class)
  private Optional<String> kind = Optional.empty();

  /** The kinds are asked for only when the command runs: describing a format takes time. */
  SchemaCommand(Supplier<List<FileKind<?>>> kinds) {
    this.kinds = kinds;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(kind.map(this::schemaText).orElseGet(this::listing));
  }

  private String schemaText(String name) {
    return OutputSchema.named(name)
        .map(OutputSchema::text)
        .orElseGet(() -> find(name).schemaText());
  }

  private FileKind<?> find(String name) {
    return kinds.get().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private ParameterException unknown(String name) {
    List<String> known =
        Stream.concat(
                kinds.get().stream().<String>map(FileKind::name),
                OutputSchema.all().stream().map(OutputSchema::name))
            .toList();
    return new ParameterException(
        spec.commandLine(),
        "Unknown kind of file '" + name + "'" + NearestName.suggestion(name, known, "kinds"));
  }

  private String listing() {
    List<Column<FileKind<?>>> columns =
        List.of(
            Column.left("kind", FileKind::name), Column.left("what it is", FileKind::description));
    List<Column<OutputSchema>> outputs =
        List.of(
            Column.left("kind", OutputSchema::name),
            Column.left("what tilewise writes", OutputSchema::description));
    return new Table<>(columns, kinds.get()).text()
        + "\n"
        + new Table<>(outputs, OutputSchema.all()).text();
  }
}
