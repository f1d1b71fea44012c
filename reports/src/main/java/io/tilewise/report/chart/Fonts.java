package io.tilewise.report.chart;

import io.tilewise.report.file.Reason;
import io.tilewise.report.text.Names;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.text.TextUtils;

/**
 * Makes AWT draw with the two fonts in this jar, so that charts need no installed font and look the
 * same on every machine. AWT reads its font settings once, so this must come before the first use
 * of AWT in a program; a program that has set {@code sun.awt.fontconfig} itself keeps its setting.
 *
 * <p>This changes system properties of the whole process: there is no other way in Java 17 to use
 * logical fonts without fonts installed.
 */
public final class Fonts {

  private static final String SETTINGS_PROPERTY = "sun.awt.fontconfig";
  private static final String PLAIN = "DejaVuSans.ttf";
  private static final String BOLD = "DejaVuSans-Bold.ttf";
  private static final String LICENCE = "LICENSE";

  private Fonts() {}

  /**
   * Prepares AWT; does nothing after the first time.
   *
   * @throws ChartException if the fonts cannot be copied to the temporary folder
   */
  public static synchronized void install() {
    System.setProperty("java.awt.headless", "true");
    // Else JFreeChart draws turned text as outlines, which a page cannot search.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
    if (System.getProperty(SETTINGS_PROPERTY) != null) {
      return;
    }
    try {
      System.setProperty(SETTINGS_PROPERTY, unpack().toString());
    } catch (IOException e) {
      throw new ChartException(
          "charts need a temporary folder for their fonts, and "
              + System.getProperty("java.io.tmpdir")
              + " cannot be written ("
              + Reason.of(e)
              + "); name another with -Djava.io.tmpdir=FOLDER",
          e);
    }
  }

  /** Copies the fonts to a new folder that is deleted at exit; returns the settings file there. */
  private static Path unpack() throws IOException {
    Path folder = Files.createTempDirectory("tilewise-fonts");
    deleteAtExit(folder);
    for (String name : List.of(PLAIN, BOLD, LICENCE)) {
      Path file = folder.resolve(name);
      deleteAtExit(file);
      try (InputStream font = Fonts.class.getResourceAsStream("fonts/" + name)) {
        if (font == null) {
          throw new IllegalStateException("the jar lacks its font " + name);
        }
        Files.copy(font, file);
      }
    }
    Path settings = folder.resolve("fontconfig.properties");
    deleteAtExit(settings);
    return Files.writeString(settings, settings(folder), StandardCharsets.ISO_8859_1);
  }

  /** The JVM deletes in reverse order: what is in the folder before the folder. */
  private static void deleteAtExit(Path path) {
    File file = path.toFile();
    file.deleteOnExit();
  }

  private static String settings(Path folder) {
    StringBuilder text = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
    for (String family : List.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")) {
      for (String style : List.of("plain", "italic")) {
        text.append(family + "." + style + ".latin-1=DejaVu Sans\n");
      }
      for (String style : List.of("bold", "bolditalic")) {
        text.append(family + "." + style + ".latin-1=DejaVu Sans Bold\n");
      }
    }
    text.append("filename.DejaVu_Sans=" + property(folder.resolve(PLAIN)) + "\n");
    text.append("filename.DejaVu_Sans_Bold=" + property(folder.resolve(BOLD)) + "\n");
    return text.toString();
  }

  /** A path as the value in a properties file, where a backslash begins an escape. */
  private static String property(Path path) {
    return Names.escaped(path.toString().replace("\\", "\\\\"), c -> c >= ' ' && c <= '~');
  }
}
