package io.tilewise.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** From a file to its characters: size limit, strict UTF-8, nothing that YAML does not allow. */
final class SourceText {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String source;
  private final Limits limits;

  SourceText(String source, Limits limits) {
    this.source = source;
    this.limits = limits;
  }

  String read(Path file) {
    if (Files.isDirectory(file)) {
      throw refused(Location.of(source), "this is a directory; name a YAML file");
    }
    if (Files.notExists(file)) {
      throw refused(Location.of(source), "there is no such file");
    }
    try {
      return decode(bytes(file));
    } catch (AccessDeniedException e) {
      throw refused(Location.of(source), "the file cannot be read: permission denied");
    } catch (IOException e) {
      throw refused(Location.of(source), "the file cannot be read: " + Show.cut(e.toString()));
    }
  }

  private byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw refused(Location.of(source), "this is not a file that can be read");
    }
    if (Files.size(file) > limits.bytes()) {
      throw tooLarge();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(limits.bytes() + 1);
    }
  }

  /** The characters that the bytes stand for. */
  String decode(byte[] bytes) {
    if (bytes.length > limits.bytes()) {
      throw tooLarge();
    }
    if (isUtf16(bytes)) {
      throw refused(Location.of(source), "the file is UTF-16 text; save it as UTF-8");
    }
    CharBuffer characters = CharBuffer.allocate(bytes.length);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(rest, characters, true);
    String text = checked(characters.flip().toString());
    if (result.isError()) {
      String wrong = String.format(Locale.ROOT, "0x%02X", bytes[rest.position()]);
      throw refused(
          locate(text, text.length()),
          "the byte " + wrong + " is not UTF-8; save it as UTF-8 text");
    }
    return text;
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
  }

  /** The text itself, if it has only characters that YAML allows. */
  String checked(String text) {
    if (text.length() > limits.bytes()) {
      throw tooLarge();
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isAllowed(text.codePointAt(i))) {
        throw refused(locate(text, i), refusal(text.codePointAt(i), i));
      }
    }
    text.lines()
        .filter(line -> line.length() > limits.lineLength())
        .findFirst()
        .ifPresent(line -> refuseLine(text, line));
    return text;
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c <= '~')
        || c == 0x85
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK)
        || c >= 0x10000;
  }

  private static String refusal(int character, int position) {
    if (character == BYTE_ORDER_MARK && position == 0) {
      return "the file begins with a byte order mark; save it as UTF-8 without one";
    }
    if (character == 0) {
      return "the file holds a NUL character; this looks like a binary file, not YAML text";
    }
    return String.format(
        Locale.ROOT, "the character U+%04X is not allowed in YAML; remove it", character);
  }

  private void refuseLine(String text, String line) {
    throw refused(
        locate(text, text.indexOf(line)),
        "the line is longer than " + limits.lineLength() + " characters, the most allowed");
  }

  private Location locate(String text, int position) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < position; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && text.charAt(Math.min(i + 1, text.length() - 1)) != '\n')) {
        line++;
        lineStart = i + 1;
      }
    }
    return new Location(source, line, 1 + text.codePointCount(lineStart, position));
  }

  private ConfigException tooLarge() {
    return refused(
        Location.of(source),
        "the file is larger than " + limits.bytes() + " bytes, the most allowed");
  }

  private static ConfigException refused(Location location, String message) {
    return new Problems().fatal(location, KeyPath.root(), message);
  }
}
