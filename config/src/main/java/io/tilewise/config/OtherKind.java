package io.tilewise.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a file is of another kind than the one needed, so that a user hears that, and not
 * that all its keys are wrong.
 *
 * <p>Its outermost keys have to fit the other kind better, since a first line may have been copied
 * from elsewhere. Which kind that is, the schema in the first line says; without one it is the kind
 * of which less than half as many keys are wrong, if one is there that the kind needed does not
 * have.
 */
final class OtherKind {
  private static final String SCHEMA_FILE = ".schema.json";

  private OtherKind() {}

  /**
   * The problem with the file; empty if it is of the kind needed, or of none that is known.
   *
   * @param content what the file says
   * @param schema the schema that its first line names
   * @param needed the kind needed
   * @param known all kinds
   */
  static Optional<Problem> problem(
      MappingNode content, Optional<String> schema, FileKind<?> needed, List<FileKind<?>> known) {
    KeyFit fit = needed.format().fit(content);
    Optional<FileKind<?>> stated = schema.flatMap(line -> stated(line, known));
    Optional<FileKind<?>> other =
        stated.isPresent()
            ? stated.filter(kind -> wrong(kind, content) < fit.wrong())
            : best(content, known)
                .filter(kind -> fit.unknown() > 0 && 2 * wrong(kind, content) < fit.wrong());
    return other.map(
        kind ->
            new Problem(
                Location.of(content.location().source()),
                KeyPath.root(),
                "this is "
                    + kind.withArticle()
                    + ", but "
                    + needed.withArticle()
                    + " is needed here; "
                    + kind.withArticle()
                    + " "
                    + kind.use()));
  }

  private static Optional<FileKind<?>> stated(String schema, List<FileKind<?>> known) {
    String name = schema.substring(schema.lastIndexOf('/') + 1);
    return known.stream().filter(kind -> name.equals(kind.name() + SCHEMA_FILE)).findFirst();
  }

  private static Optional<FileKind<?>> best(MappingNode content, List<FileKind<?>> known) {
    return known.stream().min(Comparator.comparingInt(kind -> wrong(kind, content)));
  }

  private static int wrong(FileKind<?> kind, MappingNode content) {
    return kind.format().fit(content).wrong();
  }
}
