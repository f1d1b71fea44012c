package io.tilewise.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at records by reflection and finds the file format they describe. */
final class FormatModelBuilder {

  private final Map<Class<?>, RecordModel> records = new HashMap<>();
  private final Map<Class<?>, ChoiceModel> choices = new HashMap<>();
  private final Deque<Class<?>> pending = new ArrayDeque<>();

  private FormatModelBuilder() {}

  /**
   * The format of a record or of a sealed interface of records.
   *
   * @throws IllegalArgumentException if it is not a format, naming the component
   */
  static FormatModel of(Class<?> type) {
    FormatModelBuilder builder = new FormatModelBuilder();
    Shape root = builder.group(type);
    while (!builder.pending.isEmpty()) {
      builder.add(builder.pending.remove());
    }
    return new FormatModel(root, builder.records, builder.choices);
  }

  /** The shape of a record or choice, whose own parts are looked at later. */
  private Shape group(Class<?> type) {
    pending.add(type);
    return type.isRecord() ? new Shape.Group(type) : new Shape.Choice(type);
  }

  private void add(Class<?> type) {
    if (records.containsKey(type) || choices.containsKey(type)) {
      return;
    }
    if (type.isRecord()) {
      records.put(type, record(type));
    } else {
      choices.put(type, choice(type));
    }
  }

  private RecordModel record(Class<?> type) {
    List<RecordModel.Component> components = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      RecordModel.Component part =
          component.isAnnotationPresent(Inline.class)
              ? inlined(component)
              : new RecordModel.Key(new ComponentReader(component, this::group).field());
      part.fields()
          .forEach(
              field -> {
                if (!keys.add(field.key())) {
                  throw new IllegalArgumentException(
                      type.getName() + " has the key " + field.key() + " twice");
                }
              });
      components.add(part);
    }
    return RecordModel.of(type, description(type), components);
  }

  private RecordModel.Inlined inlined(RecordComponent component) {
    Class<?> type = component.getType();
    String name = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    if (!type.isRecord() || SelfChecking.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          name + " has @Inline, which is for a record that does not check itself");
    }
    if (Arrays.stream(type.getRecordComponents())
        .anyMatch(c -> c.isAnnotationPresent(Inline.class))) {
      throw new IllegalArgumentException(name + " has @Inline within @Inline");
    }
    return new RecordModel.Inlined(record(type));
  }

  private ChoiceModel choice(Class<?> type) {
    Discriminator discriminator = type.getAnnotation(Discriminator.class);
    if (!type.isSealed() || discriminator == null) {
      throw new IllegalArgumentException(
          type.getName() + " is neither a record nor a sealed interface with @Discriminator");
    }
    Map<String, Object> variants = new LinkedHashMap<>();
    for (Class<?> variant : type.getPermittedSubclasses()) {
      checkVariant(variant, discriminator.value());
      pending.add(variant);
      if (variants.put(variantName(variant), variant) != null) {
        throw new IllegalArgumentException(
            type.getName() + " has two records named " + variantName(variant));
      }
    }
    return new ChoiceModel(description(type), discriminator.value(), new NameLeaf(variants));
  }

  private static void checkVariant(Class<?> variant, String discriminator) {
    if (!variant.isRecord()) {
      throw new IllegalArgumentException(variant.getName() + " is not a record");
    }
    for (RecordComponent component : variant.getRecordComponents()) {
      if (component.isAnnotationPresent(Inline.class)) {
        checkVariant(component.getType(), discriminator);
      } else if (snakeCase(component.getName()).equals(discriminator)) {
        throw new IllegalArgumentException(
            variant.getName() + "." + component.getName() + " has the name of the discriminator");
      }
    }
  }

  private static String variantName(Class<?> variant) {
    return Optional.ofNullable(variant.getAnnotation(Named.class))
        .map(Named::value)
        .orElseGet(() -> snakeCase(variant.getSimpleName()));
  }

  private static String description(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(Description.class))
        .map(Description::value)
        .orElse("");
  }

  /** mopaInterval becomes mopa_interval. */
  static String snakeCase(String camelCase) {
    return camelCase.replaceAll("(?<!^)[A-Z]", "_$0").toLowerCase(Locale.ROOT);
  }
}
