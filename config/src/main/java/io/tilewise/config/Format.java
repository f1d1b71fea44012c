package io.tilewise.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A file format, defined by a record or by a sealed interface of records; see the package
 * documentation for how to write one. Making one looks at every component and refuses what does not
 * go together, so a format that exists is sound.
 *
 * @param <T> the record
 */
public final class Format<T> {

  private final Class<T> type;
  private final FormatModel model;

  private Format(Class<T> type, FormatModel model) {
    this.type = type;
    this.model = model;
  }

  /**
   * The format that a record or a sealed interface describes.
   *
   * @throws IllegalArgumentException if it is not one; the message names the component
   */
  public static <T> Format<T> of(Class<T> type) {
    FormatModel model = FormatModelBuilder.of(type);
    checkDefaults(model);
    return new Format<>(type, model);
  }

  private static void checkDefaults(FormatModel model) {
    Problems problems = new Problems();
    Binder binder = new Binder(model, ParameterForm.FULL, problems);
    model.records().values().stream()
        .flatMap(record -> record.fields().stream())
        .forEach(field -> field.defaultValue().ifPresent(v -> binder.bind(field.shape(), v)));
    if (problems.count() > 0) {
      throw new IllegalArgumentException(new ConfigException(problems.list()).getMessage());
    }
  }

  /**
   * Reads a part of a file.
   *
   * @throws ConfigException with everything that is wrong with it
   */
  public Loaded<T> bind(MappingNode node, ParameterForm form) {
    return bind(node, form, List.of());
  }

  /**
   * Reads a part of a file, with overlays applied first, in their order.
   *
   * @throws ConfigException with everything that is wrong with the part or the overlays
   */
  public Loaded<T> bind(MappingNode node, ParameterForm form, List<Overlay> overlays) {
    return bind(node, form, overlays, new Problems());
  }

  /** The same, together with problems found earlier. */
  Loaded<T> bind(MappingNode node, ParameterForm form, List<Overlay> overlays, Problems problems) {
    return bind(node, form, overlays, problems, BoundNodes.none());
  }

  /** The same to be had again with changes, see {@link Rebinding}. */
  Rebinding<T> rebinding(
      MappingNode node, ParameterForm form, List<Overlay> overlays, Problems problems) {
    BoundNodes known = BoundNodes.growing();
    Loaded<T> asWritten = bind(node, form, overlays, problems, known);
    known.complete();
    return new Rebinding<>(this, form, known, asWritten);
  }

  Loaded<T> bind(
      ConfigNode node,
      ParameterForm form,
      List<Overlay> overlays,
      Problems problems,
      BoundNodes known) {
    ConfigNode changed = node;
    for (Overlay overlay : overlays) {
      changed = overlay.applyTo(changed, model, problems);
    }
    Binder binder = new Binder(model, form, problems, known);
    Optional<?> value = binder.bind(model.root(), changed);
    problems.throwIfAny();
    return new Loaded<>(type.cast(value.orElseThrow()), binder.parameters(), changed);
  }

  /** How far the outermost keys of a file are those of the format. */
  KeyFit fit(MappingNode file) {
    return model.fit(file);
  }

  /** The format as JSON Schema draft-07, for editors. */
  public ObjectNode jsonSchema() {
    return JsonSchema.of(type, model);
  }

  /** The format as a Markdown table of its keys, for the documentation. */
  public String markdown() {
    return MarkdownTable.of(model);
  }
}
