package io.tilewise.experiment.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * {@code result.json}: the records of this package as JSON, keys in lower_snake form, in the order
 * of the records, line feeds between lines. The same result gives the same bytes.
 */
public final class ResultFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private ResultFile() {}

  /** The result as the text of a file. */
  public static String write(RunResult result) {
    DefaultIndenter newLine = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(newLine).withArrayIndenter(newLine);
    try {
      return MAPPER.writer(printer).writeValueAsString(result) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written", e);
    }
  }

  /**
   * The result in the text of a file.
   *
   * @throws IllegalArgumentException if it is not one; the message says where and why
   */
  public static RunResult read(String text) {
    try {
      checkSchema(MAPPER.readTree(text));
      return MAPPER.readValue(text, RunResult.class);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(where(e) + key(e) + problem(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(where(e) + e.getOriginalMessage(), e);
    }
  }

  /** Comes first: another version has other keys, and that says more than any of them. */
  private static void checkSchema(JsonNode root) {
    String schema = root.path("schema").asText("");
    if (schema.isEmpty()) {
      throw new IllegalArgumentException(
          "this is no result: a JSON object with the key schema is needed");
    }
    if (!RunResult.SCHEMA.equals(schema)) {
      throw new IllegalArgumentException(
          "its schema is " + schema + ", this version reads " + RunResult.SCHEMA);
    }
  }

  private static String where(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    return "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
  }

  private static String key(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path + ": ";
  }

  private static String problem(JsonMappingException e) {
    return e instanceof UnrecognizedPropertyException
        ? "this key is not part of " + RunResult.SCHEMA
        : "the key is missing, or its value is of another kind than in " + RunResult.SCHEMA;
  }
}
