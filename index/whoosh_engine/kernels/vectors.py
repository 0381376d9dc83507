"""Several numbers of 32 bits at once: what compilers do not find in a loop that ends early."""

from __future__ import annotations

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

# Numbers that are compared at once, and that are copied at once.
LANES = 16
COPIED = 8
# How many turns of a loop ahead memory is asked for.
AHEAD = 16
_NUMBER = ir.IntType(32)


@intrinsic
def lanes_equal(typing_context, numbers, row, at, wanted):  # noqa: ARG001
    """Compare LANES numbers of a row from `at` on, which must exist, with one; a bit tells of each."""
    lanes = ir.VectorType(_NUMBER, LANES)

    def build(context, builder, signature, arguments):
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        begin = builder.mul(arguments[1], builder.extract_value(array.strides, 0))
        place = builder.gep(cgutils.pointer_add(builder, array.data, begin), [arguments[2]])
        place = builder.bitcast(place, lanes.as_pointer())
        empty = ir.Constant(lanes, ir.Undefined)
        one = builder.insert_element(empty, builder.trunc(arguments[3], _NUMBER), ir.Constant(_NUMBER, 0))
        each = builder.shuffle_vector(one, empty, ir.Constant(lanes, [0] * LANES))
        same = builder.icmp_signed("==", builder.load(place, align=4), each)
        return builder.zext(builder.bitcast(same, ir.IntType(LANES)), ir.IntType(64))

    return types.uint64(numbers, types.int64, types.int64, types.int64), build


@intrinsic
def copy_some(typing_context, source, at, target, to):  # noqa: ARG001
    """Copy COPIED numbers from `at` on, which must exist, to where there must be room for them."""
    lanes = ir.VectorType(_NUMBER, COPIED)

    def build(context, builder, signature, arguments):
        source, target = (
            context.make_array(signature.args[n])(context, builder, arguments[n]) for n in (0, 2)
        )
        begin = builder.bitcast(builder.gep(source.data, [arguments[1]]), lanes.as_pointer())
        into = builder.bitcast(builder.gep(target.data, [arguments[3]]), lanes.as_pointer())
        builder.store(builder.load(begin, align=4), into, align=4)
        return context.get_dummy_value()

    return types.void(source, types.uint64, target, types.uint64), build


@intrinsic
def fetch(typing_context, numbers, at):  # noqa: ARG001
    """Ask for a number that will be read soon, so that it is not waited for then; it need not exist."""

    def build(context, builder, signature, arguments):
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = builder.bitcast(builder.gep(array.data, [arguments[1]]), cgutils.voidptr_t)
        level = ir.IntType(32)
        described = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, level, level, level])
        call = cgutils.get_or_insert_function(builder.module, described, "llvm.prefetch.p0")
        # To be read, kept in all caches, data.
        builder.call(call, [place, level(0), level(3), level(1)])
        return context.get_dummy_value()

    return types.none(numbers, types.uint64), build
