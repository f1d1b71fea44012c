package io.tilewise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Tilewise this is, as the build wrote it down. */
public final class Version implements IVersionProvider {

  /** For picocli, which makes one when asked for {@code --version}. */
  public Version() {}

  /** The number alone: {@code 0.1.0}. */
  public static String number() {
    try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "tilewise " + number(),
      "Java ${java.version} (${java.vendor}) on ${os.name} ${os.version} ${os.arch}"
    };
  }
}
