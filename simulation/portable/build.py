"""One command makes the engine for browsers: `python -m simulation.portable.build` compiles the kernels and writes engine.wasm;
with --check it only says whether the kept file has the same bytes.

numba is asked for the LLVM text of each kernel as it stands before any optimisation, so that nothing in it is meant for this machine's
processor. All texts become one module, in which Python's entries and the counting of references are left out (kernels allocate nothing);
LLVM optimises that for WebAssembly, and wasm-ld lays out its memory. What is added, multiplied and rounded stays as it was: LLVM neither
fuses nor reorders numbers unless it is told that it may, and nobody tells it.

The file says itself what it is (file.py). It takes a linker: Debian's package lld, or ziglang from PyPI (the group `portable`).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import llvmlite.binding as llvm

from .file import ENGINE, PREFIX, described

_TRIPLE = "wasm32-unknown-unknown"
_DATA = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
#: What every browser of the last years can do beyond the first WebAssembly.
_FEATURES = "+bulk-memory,+nontrapping-fptoint,+sign-ext"
#: A plain processor, no optimisation, and the same names every time.
_PLAIN = {
    "NUMBA_CPU_NAME": "generic",
    "NUMBA_CPU_FEATURES": "",
    "NUMBA_OPT": "0",
    "NUMBA_LOOP_VECTORIZE": "0",
    "NUMBA_SLP_VECTORIZE": "0",
    "NUMBA_DISABLE_JIT": "0",
    "PYTHONHASHSEED": "0",
    "PYTHONWARNINGS": "ignore",
}
_STACK = 64 * 1024


class BuildError(RuntimeError):
    """The engine could not be built, for a reason that its message tells in a sentence."""


def linker() -> list[str] | None:
    """The command of a linker for WebAssembly, None where there is none."""
    if found := shutil.which("wasm-ld"):
        return [found]
    return [sys.executable, "-m", "ziglang", "wasm-ld"] if find_spec("ziglang") else None


def build(into: Path = ENGINE) -> bytes:
    """Compile and link everything and write the file; returns its bytes, which are the same every time.

    Raises BuildError where there is no linker, or where compiled code needs something that a browser has not.
    """
    command = linker()
    if command is None:
        raise BuildError(
            "there is no linker for WebAssembly: install Debian's package lld, or ziglang from PyPI (`uv sync --group portable`)"
        )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        names = _texts(place)
        unit = _unit([(place / f"{name}.ll").read_text(encoding="utf-8") for name in names], names)
        (place / "engine.o").write_bytes(_machine_code(unit))
        exports = [f"--export={PREFIX}{name}" for name in names]
        layout = ["--no-entry", "--strip-all", "--stack-first", "-z", f"stack-size={_STACK}", "--export=__heap_base"]
        done = subprocess.run(
            [*command, *layout, *exports, "-o", str(place / "engine.wasm"), str(place / "engine.o")],
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise BuildError(f"the linker says: {done.stderr.strip()}")
        content = described((place / "engine.wasm").read_bytes())
    into.write_bytes(content)
    return content


def _texts(folder: Path) -> dict[str, str]:
    """Write the LLVM text of each kernel to NAME.ll, in a process of its own that compiles from nothing; name -> symbol."""
    source = f"from {__package__}.build import write_texts; write_texts({str(folder)!r})"
    environment = os.environ | _PLAIN | {"SIMULATION_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", source], env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    if done.returncode:
        raise BuildError(f"compiling failed: {done.stderr.strip().splitlines()[-1]}")
    return json.loads((folder / "names.json").read_text(encoding="utf-8"))


def write_texts(folder: str) -> None:
    """What the other process does: compile every kernel and write its text, and in names.json what the compiler calls each."""
    from .kernels import kernels

    names = {}
    for name, (kernel, types) in kernels().items():
        if not kernel.signatures:  # some have theirs from their declaration
            kernel.compile(types)
        (compiled,) = kernel.overloads.values()
        Path(folder, f"{name}.ll").write_text(compiled.library.get_llvm_str(), encoding="utf-8")
        names[name] = compiled.fndesc.llvm_func_name
    Path(folder, "names.json").write_text(json.dumps(names), encoding="utf-8")


def _unit(texts: list[str], names: dict[str, str]) -> llvm.ModuleRef:
    """All kernels as one module, of which only they can be called."""
    first, *others = [llvm.parse_assembly(_for_browsers(text)) for text in texts]
    for module in others:
        first.link_in(module)
    for function in first.functions:
        if not function.is_declaration:
            function.linkage = "internal"
    for constant in first.global_variables:
        if not constant.is_declaration:
            constant.linkage = "internal"
    for name, symbol in names.items():
        kernel = first.get_function(symbol)
        kernel.linkage, kernel.name = "external", PREFIX + name
    return first


def _for_browsers(text: str) -> str:
    """A kernel's text for another machine, without what belongs to Python."""
    text = re.sub(r'^target datalayout = ".*"$', f'target datalayout = "{_DATA}"', text, flags=re.MULTILINE)
    text = re.sub(r'^target triple = ".*"$', f'target triple = "{_TRIPLE}"', text, flags=re.MULTILINE)
    text = re.sub(r'"(?:target-cpu|target-features|tune-cpu)"="[^"]*"', "", text)
    text = re.sub(
        r"^(define linkonce_odr void @NRT_(?:inc|dec)ref\([^)]*\)[^{]*\{).*?^\}", r"\1\n  ret void\n}", text, flags=re.S | re.M
    )
    text = re.sub(r"@sqrt\(", "@llvm.sqrt.f64(", text)  # exact by IEEE 754, and an instruction there
    return re.sub(r"^(@\S+ = )common ((?:local_)?unnamed_addr )?global", r"\1internal global", text, flags=re.MULTILINE)


def _machine_code(unit: llvm.ModuleRef) -> bytes:
    """The module optimised and compiled for WebAssembly."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(_TRIPLE).create_target_machine(
        cpu="generic", features=_FEATURES, opt=3, reloc="static", codemodel="default"
    )
    options = llvm.create_pipeline_tuning_options(speed_level=2)
    options.loop_vectorization = options.slp_vectorization = options.loop_unrolling = False  # no faster, and a sixth larger
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(unit, builder)
    needed = sorted(f.name for f in unit.functions if f.is_declaration and not f.name.startswith("llvm."))
    if needed:
        raise BuildError(f"compiled code calls what a browser has not: {', '.join(needed)}")
    return machine.emit_object(unit)


def same_as_kept() -> bool:
    """True when a build gives the bytes of the kept file. Raises BuildError."""
    with tempfile.TemporaryDirectory() as folder:
        return build(Path(folder) / ENGINE.name) == ENGINE.read_bytes()


if __name__ == "__main__":
    try:
        if "--check" not in sys.argv:
            print(f"{ENGINE.name}: {len(build()):,} bytes")
        elif not same_as_kept():
            sys.exit(f"{ENGINE.name} has not the bytes that a build gives here")
    except BuildError as error:
        sys.exit(f"The engine was not built: {error}")
