"""Mesa's face on the model: a Model and Agents that are thin views of a school's arrays."""
