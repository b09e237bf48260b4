"""What may happen to work and to what is kept of it: kills, full disks, bits that flip. Each is a program and a short test."""
