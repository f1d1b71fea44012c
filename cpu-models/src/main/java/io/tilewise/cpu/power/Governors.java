package io.tilewise.cpu.power;

import io.tilewise.config.Extensions;
import io.tilewise.config.Format;
import io.tilewise.config.MappingNode;
import io.tilewise.config.ParameterForm;
import java.util.Map;
import java.util.ServiceLoader;

/** The governors there are, by name: found by {@link ServiceLoader}, ours and users' alike. */
public final class Governors {
  private final Map<String, Governor<?>> byName;

  private Governors(Map<String, Governor<?>> byName) {
    this.byName = byName;
  }

  /**
   * All that can be found: those on the class path and in the plugins that the user named.
   *
   * @throws io.tilewise.config.Extensions.ExtensionException if two have the same name, or one
   *     cannot be loaded
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
  public static Governors load() {
    Map<String, Governor> raw = Extensions.byName(Governor.class, Governor::name, "governor");
    return new Governors((Map) raw);
  }

  /** By name, in alphabetical order. */
  public Map<String, Governor<?>> byName() {
    return byName;
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
