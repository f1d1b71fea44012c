package io.tilewise.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of file that users write, such as a device file.
 *
 * @param <T> the record that is its format
 * @param name what commands call it: {@code device}
 * @param description what such a file is, in a sentence
 * @param use what a user does with it: {@code is checked with tilewise device check}
 * @param format what may stand in it
 */
public record FileKind<T>(String name, String description, String use, Format<T> format) {

  private static final Pattern SCHEMA_LINE =
      Pattern.compile("# yaml-language-server: \\$schema=(\\S+)(?:\\R.*)?", Pattern.DOTALL);

  /** The kind of file whose format a record or a sealed interface describes. */
  public static <T> FileKind<T> of(String name, Class<T> type, String description, String use) {
    return new FileKind<>(name, description, use, Format.of(type));
  }

  /** {@code an experiment file}. */
  String withArticle() {
    return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name + " file";
  }

  /** The JSON Schema of such files as the text of a file; the same text every time. */
  public String schemaText() {
    ObjectNode schema = new ObjectMapper().createObjectNode();
    ObjectNode generated = format.jsonSchema();
    schema.set("$schema", generated.remove("$schema"));
    schema.put("title", name);
    schema.setAll(generated);
    schema.put("description", description);
    schema.set("definitions", schema.remove("definitions"));
    DefaultIndenter newLine = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(newLine).withArrayIndenter(newLine);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree that cannot be written", e);
    }
  }

  /**
   * The schema that the first line of a file's text names, so that editors find it; empty if the
   * first line is another.
   */
  public static Optional<String> schemaReference(String fileText) {
    Matcher matcher = SCHEMA_LINE.matcher(fileText);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
