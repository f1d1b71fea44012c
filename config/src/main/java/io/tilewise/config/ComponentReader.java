package io.tilewise.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds what a record component says about its key, from its type and annotations, and refuses what
 * does not go together: a quantity without dimension, a bound on a text, a key without description.
 */
final class ComponentReader {

  private static final String TYPES =
      "String, boolean, int, long, double, an enum, Quantity, Parameter, a record, a sealed"
          + " interface with @Discriminator, ConfigNode, MappingNode, List, Map<String, ...> or, on"
          + " the outside, Optional of these";

  private static final Map<Class<?>, NumberLeaf.Kind> NUMBERS =
      Map.of(
          int.class, NumberLeaf.Kind.INT,
          Integer.class, NumberLeaf.Kind.INT,
          long.class, NumberLeaf.Kind.LONG,
          Long.class, NumberLeaf.Kind.LONG,
          double.class, NumberLeaf.Kind.DOUBLE,
          Double.class, NumberLeaf.Kind.DOUBLE);

  private final RecordComponent component;
  private final Function<Class<?>, Shape> group;

  ComponentReader(RecordComponent component, Function<Class<?>, Shape> group) {
    this.component = component;
    this.group = group;
  }

  /**
   * The key that the component stands for.
   *
   * @throws IllegalArgumentException if the component says something that does not go together
   */
  Field field() {
    Type type = component.getGenericType();
    boolean optional = rawType(type) == Optional.class;
    Type held = optional ? argument(type, 0) : type;
    checkAnnotations(rawType(held), innermost(held), optional);
    return new Field(
        FormatModelBuilder.snakeCase(component.getName()),
        outerShape(held),
        optional,
        annotation(Default.class).map(this::defaultValue),
        annotation(Description.class)
            .map(Description::value)
            .orElseThrow(() -> wrong("needs @Description")));
  }

  /** The annotations for lists and maps are about the outermost. */
  private Shape outerShape(Type type) {
    Shape shape = shape(type);
    if (shape instanceof Shape.ListOf list) {
      return new Shape.ListOf(list.element(), has(NonEmpty.class), has(OneOrMany.class));
    }
    if (shape instanceof Shape.MapOf map) {
      String names = annotation(Names.class).map(Names::pattern).orElse(Names.USUAL);
      boolean open = annotation(Names.class).map(Names::overlaysMayAdd).orElse(false);
      return new Shape.MapOf(map.value(), Pattern.compile(names), has(NonEmpty.class), open);
    }
    return shape;
  }

  private Shape shape(Type type) {
    Class<?> raw = rawType(type);
    if (raw == List.class) {
      return new Shape.ListOf(shape(argument(type, 0)), false, false);
    }
    if (raw == Map.class && argument(type, 0) == String.class) {
      return new Shape.MapOf(shape(argument(type, 1)), Pattern.compile(Names.USUAL), false, false);
    }
    if (raw == Parameter.class) {
      return ParameterFormat.shape(quantity());
    }
    if (raw == ConfigNode.class || raw == MappingNode.class) {
      Optional<Shape> template = annotation(Template.class).map(t -> group.apply(t.value()));
      return new Shape.Raw(raw == MappingNode.class, template);
    }
    // An enum whose constants have bodies counts as sealed too.
    if (raw == Quantity.class || raw.isEnum() || !(raw.isRecord() || raw.isSealed())) {
      return new Shape.Single(leaf(raw));
    }
    return group.apply(raw);
  }

  private Leaf leaf(Class<?> type) {
    if (type == Quantity.class) {
      return quantity();
    }
    if (type == String.class) {
      return annotation(Matching.class).map(TextLeaf::of).orElseGet(TextLeaf::any);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new BooleanLeaf();
    }
    if (NUMBERS.containsKey(type)) {
      return new NumberLeaf(NUMBERS.get(type), bounds(BigDecimal::new));
    }
    if (type.isEnum()) {
      return NameLeaf.of(
          Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList());
    }
    throw wrong("has the type " + type.getName() + "; use " + TYPES);
  }

  private QuantityLeaf quantity() {
    Dimension dimension =
        annotation(QuantityOf.class)
            .map(QuantityOf::value)
            .orElseThrow(() -> wrong("needs @QuantityOf, so that its unit is known"));
    return new QuantityLeaf(
        dimension, bounds(text -> Quantity.parse(text, dimension).exactlyInBaseUnit()));
  }

  private Interval bounds(Function<String, BigDecimal> value) {
    try {
      return annotation(Bounds.class)
          .map(bounds -> Interval.of(bounds, value))
          .orElseGet(Interval::unlimited);
    } catch (IllegalArgumentException e) {
      throw wrong("has wrong bounds: " + e.getMessage());
    }
  }

  private ConfigNode defaultValue(Default annotation) {
    Problems problems = new Problems();
    Location location = Location.of("the default of " + name());
    try {
      ConfigNode value =
          new YamlTree(annotation.value(), Limits.standard(), problems, mark -> location)
              .read()
              .orElseThrow(() -> wrong("has an empty default"));
      problems.throwIfAny();
      return value;
    } catch (ConfigException e) {
      throw wrong("has a default that cannot be read: " + e.getMessage());
    }
  }

  private void checkAnnotations(Class<?> outer, Class<?> innermost, boolean optional) {
    boolean quantity = innermost == Quantity.class || innermost == Parameter.class;
    allow(QuantityOf.class, quantity, "is for a Quantity or a Parameter");
    allow(
        Bounds.class, quantity || NUMBERS.containsKey(innermost), "is for quantities and numbers");
    allow(Matching.class, innermost == String.class, "is for String");
    allow(NonEmpty.class, outer == List.class || outer == Map.class, "is for List and Map");
    allow(OneOrMany.class, outer == List.class, "is for List");
    allow(Names.class, outer == Map.class, "is for Map");
    allow(Template.class, innermost == MappingNode.class, "is for MappingNode");
    allow(Default.class, !optional, "does not go with Optional");
  }

  private void allow(Class<? extends Annotation> annotation, boolean condition, String rule) {
    if (has(annotation) && !condition) {
      throw wrong("has @" + annotation.getSimpleName() + ", which " + rule);
    }
  }

  private Class<?> innermost(Type type) {
    Class<?> raw = rawType(type);
    if (raw == List.class) {
      return innermost(argument(type, 0));
    }
    return raw == Map.class ? innermost(argument(type, 1)) : raw;
  }

  private Class<?> rawType(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    throw wrong("has the type " + type + "; use " + TYPES);
  }

  private Type argument(Type type, int index) {
    if (type instanceof ParameterizedType parameterized) {
      return parameterized.getActualTypeArguments()[index];
    }
    throw wrong("has the type " + type + " without type arguments");
  }

  private <A extends Annotation> Optional<A> annotation(Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }

  private boolean has(Class<? extends Annotation> type) {
    return component.isAnnotationPresent(type);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(name() + " " + what);
  }

  private String name() {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }
}
