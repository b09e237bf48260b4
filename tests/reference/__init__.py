"""The whole model as plain Python objects on Mesa: slow and obvious, and what the engine must match to the last bit."""

from .model import ReferenceSchool
from .teacher import ReferenceTeacher

__all__ = ["ReferenceSchool", "ReferenceTeacher"]
