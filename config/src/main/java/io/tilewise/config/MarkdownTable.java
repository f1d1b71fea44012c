package io.tilewise.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the keys of a format as a Markdown table, one row per key, nested keys with their path.
 */
final class MarkdownTable {

  private final FormatModel model;
  private final StringBuilder rows = new StringBuilder();

  /** The records whose keys are being written, so that one that contains itself comes to an end. */
  private final Set<Class<?>> open = new HashSet<>();

  private MarkdownTable(FormatModel model) {
    this.model = model;
  }

  static String of(FormatModel model) {
    MarkdownTable table = new MarkdownTable(model);
    table.rows.append("| Key | Value | If left out | Meaning |\n| --- | --- | --- | --- |\n");
    table.below(model.root(), "");
    return table.rows.toString();
  }

  /** The rows of the keys below a place. */
  private void below(Shape shape, String path) {
    if (shape instanceof Shape.ListOf list) {
      below(list.element(), path + "[]");
    } else if (shape instanceof Shape.MapOf map) {
      below(map.value(), path + ".<name>");
    } else if (shape instanceof Shape.Group group) {
      record(group.type(), path);
    } else if (shape instanceof Shape.Choice choice) {
      choice(model.choice(choice.type()), path);
    }
  }

  private void record(Class<?> type, String path) {
    if (open.add(type)) {
      model.record(type).fields().forEach(field -> field(field, path));
      open.remove(type);
    }
  }

  private void choice(ChoiceModel choice, String path) {
    String key = join(path, choice.discriminator());
    row(key, choice.variants().wanted(), "required", "Which kind.");
    choice
        .variants()
        .values()
        .forEach((name, type) -> record((Class<?>) type, path + " (" + name + ")"));
  }

  private void field(Field field, String path) {
    String key = join(path, field.key());
    String allowed = field.shape().allowed();
    String value = value(field.shape());
    row(
        key,
        allowed.isEmpty() ? value : value + ", " + allowed,
        ifLeftOut(field),
        field.description());
    below(field.shape(), key);
  }

  private static String value(Shape shape) {
    if (shape instanceof Shape.ParameterOf parameter) {
      return "parameter: " + parameter.quantity().wanted();
    }
    if (shape instanceof Shape.ListOf list) {
      return (list.oneOrMany() ? "one or a list of: " : "list of: ") + value(list.element());
    }
    return shape instanceof Shape.MapOf map ? "by name: " + value(map.value()) : shape.wanted();
  }

  private static String ifLeftOut(Field field) {
    if (field.isRequired()) {
      return "required";
    }
    return field
        .defaultValue()
        .map(value -> "`" + JsonValue.of(value).toString().replace("\"", "") + "`")
        .orElse("optional");
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + (path.endsWith(")") ? " " : ".") + key;
  }

  private void row(String key, String value, String ifLeftOut, String meaning) {
    rows.append(
        String.format(
            Locale.ROOT,
            "| `%s` | %s | %s | %s |\n",
            key,
            value.replace("|", "\\|"),
            ifLeftOut.replace("|", "\\|"),
            meaning.replace("|", "\\|")));
  }
}
