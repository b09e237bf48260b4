"""The engine for browsers: the same kernels as WebAssembly, the declarations as data, and pages that need no server."""
