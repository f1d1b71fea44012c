package io.tilewise.config;

import java.util.List;

/** A file that was read but not yet taken for anything. */
public final class Document {

  private final MappingNode root;
  private final List<Problem> problems;

  /** A document with the problems that did not keep the reader from going on. */
  Document(MappingNode root, List<Problem> problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * What the file says, in a format.
   *
   * @throws ConfigException with everything that is wrong with the file
   */
  public <T> Loaded<T> bind(Format<T> format, ParameterForm form) {
    return bind(format, form, List.of());
  }

  /**
   * What the file says in a format, with overlays applied first, in their order.
   *
   * @throws ConfigException with everything that is wrong with the file or the overlays
   */
  public <T> Loaded<T> bind(Format<T> format, ParameterForm form, List<Overlay> overlays) {
    Problems all = new Problems();
    all.addAll(problems);
    return format.bind(root, form, overlays, all);
  }

  /**
   * What the file says in a format, with overlays applied first, to be had again with changes.
   *
   * @throws ConfigException with everything that is wrong with the file or the overlays
   */
  public <T> Rebinding<T> rebinding(Format<T> format, ParameterForm form, List<Overlay> overlays) {
    Problems all = new Problems();
    all.addAll(problems);
    return format.rebinding(root, form, overlays, all);
  }

  /**
   * The file's outermost mapping.
   *
   * @throws ConfigException if the file has duplicate keys, tags or the like
   */
  public MappingNode root() {
    Problems all = new Problems();
    all.addAll(problems);
    all.throwIfAny();
    return root;
  }
}
