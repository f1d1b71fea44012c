package io.tilewise.experiment.result;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads what {@link ResultJson} wrote. */
public final class ResultReader {
  private ResultReader() {}

  /**
   * The result in the text of a file.
   *
   * @param schema name and version of its format, which its key {@code schema} has
   * @throws IllegalArgumentException if it is not one; the message says where and why
   */
  public static <T extends Record> T read(String text, Class<T> type, String schema) {
    try {
      checkSchema(ResultJson.MAPPER.readTree(text), schema);
      return ResultJson.MAPPER.readValue(text, type);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(where(e) + key(e) + problem(e, schema), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(where(e) + e.getOriginalMessage(), e);
    }
  }

  /** Comes first: another version has other keys, and that says more than any of them. */
  private static void checkSchema(JsonNode root, String wanted) {
    String schema = root.path("schema").asText("");
    if (schema.isEmpty()) {
      throw new IllegalArgumentException(
          "this is no result: a JSON object with the key schema is needed");
    }
    if (!wanted.equals(schema)) {
      throw new IllegalArgumentException(
          "its schema is " + schema + ", this version reads " + wanted);
    }
  }

  private static String where(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    if (place == null) {
      return "";
    }
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

  private static String problem(JsonMappingException e, String wanted) {
    if (e instanceof InvalidDefinitionException) {
      // What Jackson says of a record's component that comes a second time; it has no place.
      return "the key is there twice";
    }
    return e instanceof UnrecognizedPropertyException
        ? "this key is not part of " + wanted
        : "the key is missing, or its value is of another kind than in " + wanted;
  }
}
