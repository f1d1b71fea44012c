package io.tilewise.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A record as a file format: its keys and how to make one.
 *
 * @param description what the record means; empty if it does not say
 * @param fields its keys, in the order of the components
 * @param constructor its canonical constructor
 */
record RecordModel(String description, List<Field> fields, Constructor<?> constructor) {

  static RecordModel of(Class<?> type, String description, List<Field> fields) {
    return new RecordModel(description, List.copyOf(fields), canonicalConstructor(type));
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
   * @throws IllegalArgumentException if the constructor refuses the values
   */
  Object create(List<Object> values) {
    try {
      return constructor.newInstance(values.toArray());
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
