package io.tilewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The YAML parser and the schema generator can be exchanged without anyone else noticing. */
class PublicApiTest {

  private static List<Class<?>> publicTypes() throws Exception {
    Path classes =
        Path.of(Quantity.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("io/tilewise/config");
    try (Stream<Path> files = Files.list(classes)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .<Class<?>>map(name -> load(name.replace(".class", "")))
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("io.tilewise.config." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noTypeOfAToolIsInAPublicSignature() throws Exception {
    assertThat(publicTypes())
        .hasSizeGreaterThan(30)
        .flatMap(
            type -> Arrays.asList(type.getMethods()), type -> Arrays.asList(type.getConstructors()))
        .extracting(Object::toString)
        .noneMatch(signature -> signature.matches(".*(org\\.yaml|victools|classmate).*"));
  }
}
