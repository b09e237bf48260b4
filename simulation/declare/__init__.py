"""How parameters and outcomes are declared: each once, with everything that anybody needs to know of it."""
