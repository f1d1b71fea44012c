package io.tilewise.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Tilewise this is, as the build wrote it down. */
final class TestkitVersion {
  private TestkitVersion() {}

  static String number() {
    try (InputStream file = TestkitVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
