"""Run the simulation: `python run.py` alone runs the main job, `python run.py --help` shows what else there is."""

from simulation.cli import entry

if __name__ == "__main__":
    entry()
