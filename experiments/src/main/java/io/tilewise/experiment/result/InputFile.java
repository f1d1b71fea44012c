package io.tilewise.experiment.result;

/**
 * A file that a result was computed from.
 *
 * @param path its path as the user or another file wrote it, with {@code /} between names; of a jar
 *     of plugins {@code plugin NAME}, wherever it lies
 * @param sha256 checksum of its bytes, in hexadecimal
 */
public record InputFile(String path, String sha256) {
  private static final String PLUGIN = "plugin ";

  /** The jar of a plugin. */
  public static InputFile ofPlugin(String jar, String sha256) {
    return new InputFile(PLUGIN + jar, sha256);
  }

  /** Whether a path of an input stands for the jar of a plugin. */
  public static boolean namesPlugin(String path) {
    return path.startsWith(PLUGIN);
  }
}
