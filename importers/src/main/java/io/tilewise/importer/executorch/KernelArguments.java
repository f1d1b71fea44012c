package io.tilewise.importer.executorch;

import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.executorch.ProgramValue.Int;
import io.tilewise.importer.executorch.ProgramValue.ListOf;
import io.tilewise.importer.executorch.ProgramValue.Tensor;
import io.tilewise.workload.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The arguments of a portable kernel call. The last ones are the tensors it writes, each as an
 * argument and once more as what it returns; several results are returned as a list.
 */
final class KernelArguments {
  private final String operator;
  private final List<ProgramValue> values;
  private final List<Integer> arguments;
  private final Function<String, ImportException> error;

  KernelArguments(
      String operator,
      List<ProgramValue> values,
      List<Integer> arguments,
      Function<String, ImportException> error) {
    this.operator = operator;
    this.values = values;
    this.arguments = arguments;
    this.error = error;
  }

  /** The operator with its overload, such as {@code aten::add.out}. */
  String operator() {
    return operator;
  }

  ImportException error(String message) {
    return error.apply(message);
  }

  /** How many arguments there are, each item of a list counted as one. */
  long size() {
    long size = arguments.size();
    for (int argument : arguments) {
      if (value(argument) instanceof ListOf list) {
        size += list.items().size();
      }
    }
    return size;
  }

  /** Whether it writes a tensor. */
  boolean writesTensor() {
    return resultIndex() >= 0;
  }

  private int resultIndex() {
    if (arguments.isEmpty()) {
      return -1;
    }
    int last = arguments.get(arguments.size() - 1);
    ProgramValue value = value(last);
    if (value instanceof ListOf list && list.tensors() && !list.items().isEmpty()) {
      last = list.items().get(0);
      value = last < 0 ? new ProgramValue.Other() : value(last);
    }
    return value instanceof Tensor ? last : -1;
  }

  /** Type of the first tensor that it writes. */
  TensorType result() {
    return type((Tensor) value(resultIndex()));
  }

  /** Types of the tensors that it reads and the program does not hold, in order. */
  List<TensorType> given() {
    return read().stream().filter(tensor -> !tensor.constant()).map(this::type).toList();
  }

  /** Types of all tensors that it reads, in order. */
  List<TensorType> operands() {
    return read().stream().map(this::type).toList();
  }

  /** Whether the tensor that it reads at this place is part of the program. */
  boolean isConstant(int operand) {
    List<Tensor> read = read();
    return operand < read.size() && read.get(operand).constant();
  }

  /** Where the tensors lie that it reads. */
  List<String> placesRead() {
    return read().stream().map(Tensor::place).toList();
  }

  /** Where the tensors lie that it writes. */
  List<String> placesWritten() {
    List<String> places = new ArrayList<>();
    int result = resultIndex();
    int from = arguments.indexOf(result);
    for (int argument : arguments.subList(Math.max(from, 0), arguments.size())) {
      if (value(argument) instanceof Tensor tensor) {
        places.add(tensor.place());
      }
    }
    return places;
  }

  private List<Tensor> read() {
    int result = resultIndex();
    List<Tensor> read = new ArrayList<>();
    for (int argument : arguments) {
      if (argument == result) {
        break;
      }
      ProgramValue value = value(argument);
      if (value instanceof Tensor tensor) {
        read.add(tensor);
      } else if (value instanceof ListOf list && list.tensors()) {
        for (int item : list.items()) {
          if (item >= 0 && value(item) instanceof Tensor tensor) {
            read.add(tensor);
          }
        }
      }
    }
    return read;
  }

  /** The whole number at this place, if there is one. */
  Optional<Integer> number(int place) {
    return place < arguments.size() && value(arguments.get(place)) instanceof Int number
        ? Optional.of(
            (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number.value())))
        : Optional.empty();
  }

  /** The whole numbers of the list at this place; none if there is no such list. */
  List<Integer> numbers(int place) {
    List<Integer> numbers = new ArrayList<>();
    if (place < arguments.size()
        && value(arguments.get(place)) instanceof ListOf list
        && !list.tensors()) {
      for (int item : list.items()) {
        if (value(item) instanceof Int number) {
          numbers.add(
              (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number.value())));
        }
      }
    }
    return numbers;
  }

  private ProgramValue value(int index) {
    if (index < 0 || index >= values.size()) {
      throw error("argument " + index + " is no value; there are " + values.size());
    }
    return values.get(index);
  }

  private TensorType type(Tensor tensor) {
    return tensor
        .type()
        .orElseThrow(
            () ->
                error(
                    "a tensor has elements of PyTorch's type "
                        + tensor.scalarType()
                        + "; Tilewise knows 8, 32 and 64-bit integers, half, float and bool"));
  }
}
