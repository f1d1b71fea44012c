package io.tilewise.experiment.result;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** {@code result.json}: the records of this package as {@link ResultJson}. */
public final class ResultFile {
  private ResultFile() {}

  /** The result as the text of a file. */
  public static String write(RunResult result) {
    return ResultJson.text(result);
  }

  /**
   * The result in the text of a file.
   *
   * @throws IllegalArgumentException if it is not one; the message says where and why
   */
  public static RunResult read(String text) {
    try {
      checkSchema(ResultJson.MAPPER.readTree(text));
      return ResultJson.MAPPER.readValue(text, RunResult.class);
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
