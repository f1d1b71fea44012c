package io.tilewise.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The files in the test resources. */
public final class Fixtures {
  private Fixtures() {}

  /** The bytes of one. */
  public static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where one lies. */
  public static Path path(String name) {
    return Path.of(System.getProperty("tilewise.root"), "importers/src/test/resources", name);
  }
}
