package io.tilewise.cpu.power;

import io.tilewise.config.Format;
import io.tilewise.config.MappingNode;
import io.tilewise.config.ParameterForm;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The governors there are, by name: found by {@link ServiceLoader}, ours and users' alike. */
public final class Governors {
  private final Map<String, Governor<?>> byName;

  private Governors(Map<String, Governor<?>> byName) {
    this.byName = byName;
  }

  /**
   * All that are on the class path.
   *
   * @throws IllegalStateException if two have the same name
   */
  public static Governors load() {
    Map<String, Governor<?>> byName = new TreeMap<>();
    for (Governor<?> governor : ServiceLoader.load(Governor.class)) {
      if (byName.put(governor.name(), governor) != null) {
        throw new IllegalStateException("two governors are named " + governor.name());
      }
    }
    return new Governors(byName);
  }

  /** By name, in alphabetical order. */
  public Map<String, Governor<?>> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /** A governor with its settings. */
  public interface Chosen {
    /** Begins a run. */
    Control start(GovernedDevice device);
  }

  /**
   * A governor of these with its settings.
   *
   * @throws io.tilewise.config.ConfigException with everything that is wrong with the settings
   */
  public Chosen choose(String name, MappingNode settings) {
    return choose(byName.get(name), settings);
  }

  private static <P extends Record> Chosen choose(Governor<P> governor, MappingNode settings) {
    P bound =
        Format.of(governor.settingsType()).bind(settings, ParameterForm.FULL_OR_SHORT).value();
    return device -> governor.start(bound, device);
  }
}
