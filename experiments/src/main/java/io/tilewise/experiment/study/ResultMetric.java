package io.tilewise.experiment.study;

import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.workload.Category;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A number of a scenario's result, by the keys that lead to it in {@code result.json}: {@code
 * latency_ms}, {@code speedup}, {@code categories.convolution.latency_ms}, {@code bound_by.dram};
 * or by a short name: {@code convolution_ms}, {@code convolution_share}. Whatever number results
 * come to have is a metric.
 *
 * @param name as it was asked for
 * @param keys the keys
 */
public record ResultMetric(String name, List<String> keys) {
  private static final String BOUND_BY = "bound_by";

  /** Copies the list. */
  public ResultMetric {
    keys = List.copyOf(keys);
  }

  /** The metric of that name; whether there is one only a result can tell. */
  public static ResultMetric of(String name) {
    for (Category category : Category.values()) {
      if (name.equals(category.key() + "_ms")) {
        return new ResultMetric(name, List.of("categories", category.key(), "latency_ms"));
      }
      if (name.equals(category.key() + "_share")) {
        return new ResultMetric(name, List.of("categories", category.key(), "share"));
      }
    }
    return new ResultMetric(name, Arrays.asList(name.split("\\.", -1)));
  }

  /** Whether it needs power to be followed through the run, which takes longer. */
  boolean isOfPower() {
    return keys.get(0).startsWith("energy")
        || keys.get(0).equals("power")
        || keys.get(keys.size() - 1).startsWith("energy");
  }

  /**
   * Its unit, from its name, as results name what they hold: {@code ms} for {@code latency_ms};
   * empty for a number without unit.
   */
  public String unit() {
    String last = keys.get(keys.size() - 1);
    if (keys.get(0).equals(BOUND_BY) || last.endsWith("_ms")) {
      return "ms";
    }
    if (last.equals("speedup")) {
      return "x";
    }
    int end = last.lastIndexOf('_');
    String suffix = end < 0 ? "" : last.substring(end + 1);
    return switch (suffix) {
      case "us", "s", "mm" -> suffix;
      case "mj" -> "mJ";
      case "j" -> "J";
      case "mw" -> "mW";
      case "w" -> "W";
      case "c" -> "degC";
      default -> "";
    };
  }

  /** Its value; not a number if this scenario has none. */
  public double of(ScenarioResult result) {
    return number(found(result, 0)).orElse(Double.NaN);
  }

  /**
   * Whether a scenario can have it. What bounds time is listed in results only where it does, so
   * for that any resource will do that the scenario has.
   *
   * @param resources what can bound the time of the scenario
   */
  public boolean isKnown(ScenarioResult result, List<String> resources) {
    if (keys.get(0).equals(BOUND_BY)) {
      return resources.contains(boundName());
    }
    return number(found(result, 0)).isPresent();
  }

  private String boundName() {
    return String.join(".", keys.subList(1, keys.size()));
  }

  private Optional<Object> found(Object at, int depth) {
    if (at instanceof Optional<?> optional) {
      return optional.flatMap(value -> found(value, depth));
    }
    if (depth == keys.size()) {
      return Optional.of(at);
    }
    if (at instanceof Map<?, ?> map) {
      if (depth == 1 && keys.get(0).equals(BOUND_BY)) {
        Object time = map.get(boundName());
        return Optional.of(time == null ? 0.0 : time);
      }
      return Optional.ofNullable(map.get(keys.get(depth))).flatMap(v -> found(v, depth + 1));
    }
    if (at instanceof Record record) {
      return component(record, keys.get(depth)).flatMap(value -> found(value, depth + 1));
    }
    return Optional.empty();
  }

  private static Optional<Double> number(Optional<Object> found) {
    return found.filter(Number.class::isInstance).map(value -> ((Number) value).doubleValue());
  }

  /** The accessors of a record by key: reflection is slow, and a sweep asks millions of times. */
  private static final ClassValue<Map<String, Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          Map<String, Method> accessors = new LinkedHashMap<>();
          for (RecordComponent component : type.getRecordComponents()) {
            accessors.put(snakeCase(component.getName()), component.getAccessor());
          }
          return accessors;
        }
      };

  private static Optional<Object> component(Record record, String key) {
    Method accessor = ACCESSORS.get(record.getClass()).get(key);
    if (accessor == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(accessor.invoke(record));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Names of all metrics of a result but those of what bound it, for messages. */
  public static List<String> names(ScenarioResult result) {
    Map<String, Boolean> names = new TreeMap<>();
    collect(result, new ArrayList<>(), names);
    for (Category category : Category.values()) {
      names.put(category.key() + "_ms", true);
      names.put(category.key() + "_share", true);
    }
    return List.copyOf(names.keySet());
  }

  private static void collect(Object at, List<String> keys, Map<String, Boolean> names) {
    if (at instanceof Number) {
      names.put(String.join(".", keys), true);
    } else if (at instanceof Optional<?> optional) {
      optional.ifPresent(value -> collect(value, keys, names));
    } else if (at instanceof Map<?, ?> map) {
      map.forEach((key, value) -> collectBelow(String.valueOf(key), value, keys, names));
    } else if (at instanceof Record record) {
      for (String key : ACCESSORS.get(record.getClass()).keySet()) {
        component(record, key).ifPresent(value -> collectBelow(key, value, keys, names));
      }
    }
  }

  private static void collectBelow(
      String key, Object value, List<String> keys, Map<String, Boolean> names) {
    List<String> below = new ArrayList<>(keys);
    below.add(key);
    collect(value, below, names);
  }
}
