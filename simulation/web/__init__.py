"""Pages over the network: the application on one's own machine, and a class."""
