package io.tilewise.config;

import java.util.Collections;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What can be added to Tilewise from outside, by name: found by {@link ServiceLoader}, ours and
 * users' alike. Looked for where the thread's context class loader looks, which is the class path
 * unless somebody named folders with plugins.
 */
public final class Extensions {
  private Extensions() {}

  /** Extensions that do not go together, or one that cannot be loaded; the message is for users. */
  public static final class ExtensionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message that starts in small letters and has no full stop. */
    public ExtensionException(String message) {
      super(message);
    }

    /** With a message that starts in small letters and has no full stop, and its cause. */
    public ExtensionException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The extensions of a kind, in alphabetical order.
   *
   * @param <T> the kind
   * @param type what they implement
   * @param name the name of one
   * @param what what one is called in messages: {@code cost model}
   * @throws ExtensionException if two have the same name, or one cannot be loaded
   */
  public static <T> Map<String, T> byName(Class<T> type, Function<T, String> name, String what) {
    Map<String, T> byName = new TreeMap<>();
    try {
      for (T extension : ServiceLoader.load(type)) {
        T other = byName.put(name.apply(extension), extension);
        if (other != null) {
          throw new ExtensionException(
              "two "
                  + what
                  + "s are named "
                  + name.apply(extension)
                  + ": "
                  + where(other)
                  + " and "
                  + where(extension)
                  + "; rename one or leave its jar out");
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ExtensionException("a " + what + " cannot be loaded: " + reason(e), e);
    }
    return Collections.unmodifiableMap(byName);
  }

  /** Class and, if it is known, jar. */
  private static String where(Object extension) {
    Class<?> type = extension.getClass();
    var source = type.getProtectionDomain().getCodeSource();
    return type.getName() + (source == null ? "" : " in " + source.getLocation().getPath());
  }

  /** The deepest cause says most. */
  private static String reason(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String own = error.getMessage() == null ? error.toString() : error.getMessage();
    return cause == error ? own : own + " (" + cause + ")";
  }
}
