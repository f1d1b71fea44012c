package io.tilewise.workload.file;

import io.tilewise.config.ConfigNode;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.MappingNode;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.config.Template;
import java.util.List;
import java.util.Map;

/**
 * Operators under a name, written once and used in several places. Values may be {@code $argument},
 * so operators and shapes can be read only where the block is used.
 */
@Description("Operators that are used in several places, with arguments.")
record BlockFile(
    @Description("Names under which its operators read what a use gives it.") @NonEmpty @OneOrMany
        List<String> inputs,
    @Description("Names of its arguments: $NAME in place of a value stands for what a use says.")
        @OneOrMany
        @Default("[]")
        List<String> arguments,
    @Description("Learned tensors, of each use and repetition its own: name and shape.")
        @Default("{}")
        Map<String, ConfigNode> parameters,
    @Description("Buffers, of each use and repetition its own: name and shape.") @Default("{}")
        Map<String, ConfigNode> buffers,
    @Description(
            "The operators, as under the graph's operators. They know the block's inputs, its"
                + " tensors and each other, and nothing else.")
        @NonEmpty
        @Template(OperatorFile.class)
        List<MappingNode> operators,
    @Description(
            "Names of its operators that others may read: the first as USE, each as USE.OUTPUT.")
        @NonEmpty
        @OneOrMany
        List<String> outputs) {}
