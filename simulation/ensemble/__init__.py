"""Ensembles: many schools of one scenario, as jobs for any executor."""
