package io.tilewise.cli;

import io.tilewise.config.FileKind;
import io.tilewise.experiment.schema.InputKinds;
import io.tilewise.experiment.schema.OutputSchema;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of files that users write, for commands that list them. */
final class FileKinds {

  private FileKinds() {}

  /** All of them. */
  static List<FileKind<?>> all() {
    return new InputKinds().kinds();
  }

  /** Their names, for shells that complete a command line. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              all().stream().<String>map(FileKind::name),
              OutputSchema.all().stream().map(OutputSchema::name))
          .iterator();
    }
  }
}
