package io.tilewise.importer.binary;

/**
 * A file that cannot be imported. The message says which, at which byte or line, what is wrong and,
 * where something can be done about it, what.
 */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With a message.
   *
   * @param file what the user calls the file
   * @param place where in it, such as {@code byte 128}; empty if it is about the whole file
   * @param message what is wrong
   */
  public ImportException(String file, String place, String message) {
    super(printable(file) + ": " + (place.isEmpty() ? "" : place + ": ") + printable(message));
  }

  /** Text from a file may hold anything; what a terminal would act on is shown as a code. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean acts =
                  Character.isISOControl(c)
                      || type == Character.FORMAT
                      || type == Character.SURROGATE
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              if (acts) {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
