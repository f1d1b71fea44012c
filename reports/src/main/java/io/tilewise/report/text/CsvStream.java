package io.tilewise.report.text;

import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** CSV as {@link CsvText} writes it, row by row into a file. */
public final class CsvStream implements Closeable {
  private final SequenceWriter writer;

  public CsvStream(Writer out) throws IOException {
    this.writer = CsvText.FORMAT.writeValues(out);
  }

  /** Adds a row. */
  public void row(List<Object> cells) throws IOException {
    writer.write(cells.stream().map(CsvText::cell).toList());
  }

  /** Hands everything on to the file, which stays open. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
