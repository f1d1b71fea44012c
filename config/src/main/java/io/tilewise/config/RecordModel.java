package io.tilewise.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A record as a file format: its keys and how to make one.
 *
 * @param description what the record means; empty if it does not say
 * @param components what each component is made of, in their order
 * @param fields its keys, in the order of the components
 * @param constructor its canonical constructor
 */
record RecordModel(
    String description,
    List<Component> components,
    List<Field> fields,
    Constructor<?> constructor) {

  /** What a component of the record is made of. */
  sealed interface Component {
    List<Field> fields();

    /** The component's value, made of the next values. */
    Object take(Iterator<Object> values);
  }

  /** A component with a key of its own. */
  record Key(Field field) implements Component {
    @Override
    public List<Field> fields() {
      return List.of(field);
    }

    @Override
    public Object take(Iterator<Object> values) {
      return values.next();
    }
  }

  /** A component marked {@link Inline}. */
  record Inlined(RecordModel record) implements Component {
    @Override
    public List<Field> fields() {
      return record.fields();
    }

    @Override
    public Object take(Iterator<Object> values) {
      return record.create(values);
    }
  }

  static RecordModel of(Class<?> type, String description, List<? extends Component> components) {
    return new RecordModel(
        description,
        List.copyOf(components),
        components.stream().flatMap(component -> component.fields().stream()).toList(),
        canonicalConstructor(type));
  }

  private static Constructor<?> canonicalConstructor(Class<?> type) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  Optional<Field> field(String key) {
    return fields.stream().filter(field -> field.key().equals(key)).findFirst();
  }

  List<String> keys() {
    return fields.stream().map(Field::key).toList();
  }

  /**
   * Calls the canonical constructor.
   *
   * @param values one for each key, in their order
   * @throws IllegalArgumentException if the constructor refuses the values
   */
  Object create(List<Object> values) {
    return create(values.iterator());
  }

  private Object create(Iterator<Object> values) {
    Object[] arguments = components.stream().map(c -> c.take(values)).toArray();
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(constructor + " failed", e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + constructor, e);
    }
  }
}
