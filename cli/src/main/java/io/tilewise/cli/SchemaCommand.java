package io.tilewise.cli;

import io.tilewise.config.FileKind;
import io.tilewise.config.NearestName;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what may stand in a kind of file, for editors that complete and check. */
@Command(
    name = "schema",
    description =
        "Print the JSON Schema (draft-07) of a kind of file; without KIND, list the kinds.")
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
    out.print(kind.map(name -> find(name).schemaText()).orElseGet(this::listing));
  }

  private FileKind<?> find(String name) {
    return kinds.get().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private ParameterException unknown(String name) {
    List<String> known = kinds.get().stream().<String>map(FileKind::name).toList();
    return new ParameterException(
        spec.commandLine(),
        "Unknown kind of file '" + name + "'" + NearestName.suggestion(name, known, "kinds"));
  }

  private String listing() {
    List<Column<FileKind<?>>> columns =
        List.of(
            Column.left("kind", FileKind::name), Column.left("what it is", FileKind::description));
    return new Table<>(columns, kinds.get()).text();
  }
}
