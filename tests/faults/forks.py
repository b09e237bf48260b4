"""Work in a process of its own that needs no start: it begins where the test is. Only on systems that can fork."""

import contextlib
import os
import signal
import sys
import time
import warnings


class Forked:
    """A process that does some work and ends, unless it is killed before. What it prints is lost."""

    def __init__(self, work):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads that only wait do not matter here
            self.pid = os.fork()
        if self.pid == 0:
            code = 99
            with contextlib.suppress(BaseException):
                sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - until the process ends
                for stream in (1, 2):
                    os.dup2(sys.stdout.fileno(), stream)
                code = int(work() or 0)
            os._exit(code)
        self.code = None

    def running(self) -> bool:
        """Whether it has not ended."""
        if self.code is None and (ended := os.waitpid(self.pid, os.WNOHANG)) != (0, 0):
            self.code = os.waitstatus_to_exitcode(ended[1])
        return self.code is None

    def wait(self) -> int:
        """Its exit code, when it has ended."""
        while self.running():
            time.sleep(0.005)
        return self.code

    def kill_after(self, seconds: float, until=lambda: True) -> bool:
        """Kill it so long after something has come about; False when it had ended before."""
        while not until():
            if not self.running():
                return False
            time.sleep(0.001)
        time.sleep(seconds)
        if not self.running():
            return False
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.code = -signal.SIGKILL
        return True
