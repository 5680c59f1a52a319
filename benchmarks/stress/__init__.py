"""Stress: fuzzing, batches under injected faults, and load on the service."""
