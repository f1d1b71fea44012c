package io.tilewise.config;

import java.util.List;

/**
 * A file that is read again and again with different changes. Only what a change touches is made
 * anew: the records on the way to it, with all their checks; everything else is taken from the file
 * as it was read first. What comes out equals {@link Document#bind(Format, ParameterForm, List)}
 * with the changes behind the overlays. Several threads may use it.
 *
 * @param <T> the record that is the file's format
 */
public final class Rebinding<T> {

  private final Format<T> format;
  private final ParameterForm form;
  private final BoundNodes known;
  private final Loaded<T> asWritten;

  Rebinding(Format<T> format, ParameterForm form, BoundNodes known, Loaded<T> asWritten) {
    this.format = format;
    this.form = form;
    this.known = known;
    this.asWritten = asWritten;
  }

  /** The file with the overlays only. */
  public Loaded<T> asWritten() {
    return asWritten;
  }

  /**
   * The file with changes on top of the overlays.
   *
   * @throws ConfigException with everything that is wrong with the changes
   */
  public Loaded<T> with(Overlay changes) {
    return changes.isEmpty()
        ? asWritten
        : format.bind(asWritten.root(), form, List.of(changes), new Problems(), known);
  }
}
