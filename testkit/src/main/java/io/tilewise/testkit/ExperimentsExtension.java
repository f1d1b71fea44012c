package io.tilewise.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test for every experiment of the folder of a {@link TilewiseExperiments}. */
final class ExperimentsExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), TilewiseExperiments.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    TilewiseExperiments annotation =
        AnnotationSupport.findAnnotation(context.getElement(), TilewiseExperiments.class)
            .orElseThrow();
    return files(Path.of(annotation.value())).stream()
        .map(file -> new ExperimentSource(file, annotation.set(), annotation.configs()))
        .map(Invocation::new);
  }

  private static List<Path> files(Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new ExtensionConfigurationException("cannot read the folder " + folder, e);
    }
    if (files.isEmpty()) {
      throw new ExtensionConfigurationException("there is no experiment (*.yaml) in " + folder);
    }
    return files;
  }

  /** The test for one experiment. */
  private record Invocation(ExperimentSource source) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return String.valueOf(source.file().getFileName());
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new PredictionParameters(source::predictions));
    }
  }
}
