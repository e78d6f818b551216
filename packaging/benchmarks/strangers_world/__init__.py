"""A second, independent market and population, against which the engine is measured without having been tuned to it."""
