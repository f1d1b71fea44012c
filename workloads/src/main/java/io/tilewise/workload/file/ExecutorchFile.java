package io.tilewise.workload.file;

import io.tilewise.config.Checks;
import io.tilewise.config.Description;
import io.tilewise.config.Named;
import java.util.Optional;

/** A network that ExecuTorch's exporter has lowered already, as the program file holds it. */
@Description(
    "A program that ExecuTorch's exporter made of a network: its kernel calls are run as they are,"
        + " whatever the runtime file says about lowering.")
@Named("executorch")
public record ExecutorchFile(
    @Description("What the network is, in a sentence.") Optional<String> description,
    @Description("The program, a .pte file, relative to this one.") String program,
    @Description("Which method of the program is run; the first if left out.")
        Optional<String> method)
    implements WorkloadFile {

  @Override
  public void check(Checks checks) {
    if (program.isBlank()) {
      checks.at("program").problem("the name of the program is empty; name a .pte file");
    }
  }
}
