package io.tilewise.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Jars compiled from source by tests, so that their classes are on no class path. */
final class PluginJar {

  private PluginJar() {}

  /** A jar with one class, which implements a service. */
  static void write(Path jar, String type, String source, String service) throws IOException {
    Path folder = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "compiled");
    Path file = folder.resolve(type.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-cp", System.getProperty("java.class.path"), "-proc:none", "-d", folder.toString());
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(messages.toString());
      }
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path compiled : Configs.files(folder)) {
        if (compiled.toString().endsWith(".class")) {
          entries.putNextEntry(new JarEntry(folder.relativize(compiled).toString()));
          entries.write(Files.readAllBytes(compiled));
        }
      }
      entries.putNextEntry(new JarEntry("META-INF/services/" + service));
      entries.write((type + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
