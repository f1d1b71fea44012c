package io.tilewise.report.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes CSV. Spreadsheets run text as a formula if it begins with {@code = + - @}, a tab or a line
 * end, so such text gets an apostrophe before it, which they take as "this is text". Numbers are
 * numbers by their Java type and are never changed: a negative one stays one.
 */
public final class CsvText {

  private static final Pattern FORMULA =
      Pattern.compile("(?s)[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*");

  static final ObjectWriter FORMAT =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          // Whoever opened a file closes and flushes it.
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .build()
          .writer(CsvSchema.emptySchema());

  private final List<List<Object>> rows = new ArrayList<>();

  /** A file with these columns and no rows yet. */
  public CsvText(String... columns) {
    rows.add(List.<Object>of((Object[]) columns));
  }

  /** Adds a row: a cell for each column. */
  public void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(CsvText::cell).toList());
  }

  /** The file's text. */
  public String text() {
    try {
      return FORMAT.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows that cannot be written", e);
    }
  }

  static Object cell(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "";
    }
    return value instanceof String text && FORMULA.matcher(text).matches() ? "'" + text : value;
  }
}
