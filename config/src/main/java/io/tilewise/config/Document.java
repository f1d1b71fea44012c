package io.tilewise.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A file that was read but not yet taken for anything. */
public final class Document {

  private final MappingNode root;
  private final Optional<String> schema;
  private final List<Problem> problems;

  /**
   * A document.
   *
   * @param schema the schema that its first line names
   * @param problems those that did not keep the reader from going on
   */
  Document(MappingNode root, Optional<String> schema, List<Problem> problems) {
    this.root = root;
    this.schema = schema;
    this.problems = problems;
  }

  /**
   * What the file says, as a file of a kind.
   *
   * @throws ConfigException with everything that is wrong with the file, or only that it is of
   *     another kind
   */
  public <T> Loaded<T> bind(FileKind<T> kind, ParameterForm form) {
    return bind(kind, form, List.of());
  }

  /**
   * What the file says as a file of a kind, with overlays applied first, in their order.
   *
   * @throws ConfigException with everything that is wrong with the file or the overlays, or only
   *     that the file is of another kind
   */
  public <T> Loaded<T> bind(FileKind<T> kind, ParameterForm form, List<Overlay> overlays) {
    return as(kind, () -> bind(kind.format(), form, overlays));
  }

  /**
   * What the file says in a format, whatever kind of file it is.
   *
   * @throws ConfigException with everything that is wrong with the file
   */
  public <T> Loaded<T> bind(Format<T> format, ParameterForm form) {
    return bind(format, form, List.of());
  }

  /**
   * What the file says in a format, whatever kind of file it is, with overlays applied first, in
   * their order.
   *
   * @throws ConfigException with everything that is wrong with the file or the overlays
   */
  public <T> Loaded<T> bind(Format<T> format, ParameterForm form, List<Overlay> overlays) {
    return format.bind(root, form, overlays, earlier());
  }

  /**
   * What the file says as a file of a kind, with overlays applied first, to be had again with
   * changes.
   *
   * @throws ConfigException with everything that is wrong with the file or the overlays, or only
   *     that the file is of another kind
   */
  public <T> Rebinding<T> rebinding(FileKind<T> kind, ParameterForm form, List<Overlay> overlays) {
    return as(kind, () -> rebinding(kind.format(), form, overlays));
  }

  /** What the file says in a format, whatever kind of file it is, likewise. */
  public <T> Rebinding<T> rebinding(Format<T> format, ParameterForm form, List<Overlay> overlays) {
    return format.rebinding(root, form, overlays, earlier());
  }

  private <R> R as(FileKind<?> kind, Supplier<R> reading) {
    try {
      return reading.get();
    } catch (ConfigException wrong) {
      throw otherKind(kind).map(p -> new ConfigException(List.of(p))).orElse(wrong);
    }
  }

  /** Sweeps come here at every point whose values are wrong: kinds are looked for if keys are. */
  private Optional<Problem> otherKind(FileKind<?> needed) {
    return needed.format().fit(root).wrong() == 0
        ? Optional.empty()
        : OtherKind.problem(root, schema, needed, FileKindProvider.all());
  }

  private Problems earlier() {
    Problems all = new Problems();
    all.addAll(problems);
    return all;
  }

  /**
   * The file's outermost mapping.
   *
   * @throws ConfigException if the file has duplicate keys, tags or the like
   */
  public MappingNode root() {
    earlier().throwIfAny();
    return root;
  }
}
