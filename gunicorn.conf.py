"""How gunicorn serves the site; it finds this file by itself. Options of the command line outweigh it."""

import os
from pathlib import Path

wsgi_app = "seminar.wsgi:application"
# Only a proxy on the same machine reaches it; in a container --bind says otherwise.
bind = "127.0.0.1:8000"
# Processes survive one another, threads share memory. Each thread keeps one database connection: 24 in all.
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
worker_class = "gthread"
threads = 8
# Browsers wait here in the minutes before a deadline, instead of being refused.
backlog = 1024
# A process that has not moved for a minute is replaced. A slow upload is none: it holds one thread only.
timeout = 60
# What an upload that has begun may still take when the process is told to stop.
graceful_timeout = 60
# Sign of life of the processes; on a disk that is slow to answer they would be taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# The socket for remote commands would lie in a home directory, which a service user may not have.
control_socket_disable = True
