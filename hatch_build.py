"""Source distributions hold what git tracks and nothing else: not the notes, results and half-written modules that lie about."""

import subprocess

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TrackedFilesOnly(BuildHookInterface):
    """Names the tracked files to the builder before it looks around."""

    def initialize(self, version, build_data):
        """Raises RuntimeError outside a checkout, where nobody knows what is tracked."""
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=self.root, capture_output=True, text=True)
        if listed.returncode:
            raise RuntimeError(f"a source distribution is made in a git checkout only: {listed.stderr.strip()}")
        self.build_config.target_config["only-include"] = listed.stdout.rstrip("\0").split("\0")
