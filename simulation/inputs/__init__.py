"""What people write: TOML files and settings are read here, and whatever is wrong with them is said in sentences."""
