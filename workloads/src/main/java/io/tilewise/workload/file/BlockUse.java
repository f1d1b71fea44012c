package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.ConfigNode;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.Named;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import java.util.List;
import java.util.Map;

/** A place where the operators of a {@link BlockFile} stand, once or several times in a row. */
@Description("The operators of a block, once or several times in a row.")
@Named("use")
record BlockUse(
    @Description("Name of the use, and of the block's first output.")
        @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
        String name,
    @Description(
            "Names of what the block's inputs are, in their order. In a repetition the first one is"
                + " the first output of the one before.")
        @NonEmpty
        @OneOrMany
        List<String> inputs,
    @Description("Name of the block.") String block,
    @Description("How many times in a row.") @Bounds(atLeast = "1", atMost = "1000") @Default("1")
        int repeat,
    @Description(
            "The block's arguments: one value for all repetitions, or a list with one for each.")
        @Default("{}")
        Map<String, ConfigNode> with)
    implements OperatorFile {}
