package io.tilewise.config;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds classes in the jars of plugins, behind Tilewise's own, and knows which jars these are: what
 * they compute is in no other file.
 */
public final class PluginLoader extends URLClassLoader {
  private final Map<String, String> checksums;

  /**
   * A class loader.
   *
   * @param checksums SHA-256 of each jar in hexadecimal digits, by the jar's file name
   * @param jars the jars
   * @param parent where Tilewise's classes are
   */
  public PluginLoader(Map<String, String> checksums, URL[] jars, ClassLoader parent) {
    super("plugins", jars, parent);
    this.checksums = Collections.unmodifiableMap(new TreeMap<>(checksums));
  }

  /**
   * The jars in which this thread looks for extensions: SHA-256 in hexadecimal digits by file name,
   * in alphabetical order. Empty without plugins.
   */
  public static Map<String, String> checksumsInUse() {
    return Thread.currentThread().getContextClassLoader() instanceof PluginLoader plugins
        ? plugins.checksums
        : Map.of();
  }
}
