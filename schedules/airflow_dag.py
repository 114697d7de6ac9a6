"""Airflow: the night, the hour, the week, and a rehearsal a week. Copy it into the DAG folder of Airflow 2.4 or newer.

One process writes to a warehouse at a time; another one fails at once and names the one that writes. So the hourly
DAG leaves the hours of the night and of the maintenance free. Exit code 2 of a command (degraded, dead letters) is a
success with a warning in the task's log. With SPARK_HOME in the worker's environment the launcher uses its
spark-submit.
"""

import os
from datetime import datetime, timedelta, timezone

from airflow import DAG

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:  # Airflow 2
    from airflow.operators.bash import BashOperator

MRS = os.environ.get("MRS_HOME", "/opt/mrs")
FEED = os.environ.get("MRS_FEED", "/srv/mrs/feed")
WAREHOUSE = os.environ.get("MRS_WAREHOUSE", "/srv/mrs/warehouse")


def mrs(command, retries=1):
    """One command of the program as a task."""
    return BashOperator(
        task_id=command.split()[0],
        bash_command=f"schedules/accept-degraded ./mrs {command} --warehouse '{WAREHOUSE}'",
        cwd=MRS,
        retries=retries,
        retry_delay=timedelta(minutes=10),
    )


def dag(name, schedule):
    """A DAG that never overlaps with itself and does not catch up: a run judges all that has come in since the last."""
    return DAG(
        dag_id=name,
        schedule=schedule,
        start_date=datetime(2024, 1, 1, tzinfo=timezone.utc),
        catchup=False,
        max_active_runs=1,
    )


with dag("mrs_nightly", "30 2 * * *"):
    # A run that was cut short is resumed by the next attempt.
    mrs(f"night '{FEED}'")

with dag("mrs_hourly", "15 6-23 * * *"):
    # A missed objective (exit code 3) is not mended by asking again.
    mrs("hydrate") >> mrs("health", retries=0)

with dag("mrs_weekly", "0 5 * * 0"):
    mrs("maintain")

with dag("mrs_rehearsal", "0 5 * * 6"):
    # In a copy; the warehouse itself is only read. A broken verdict (exit code 3) is not mended by asking again.
    mrs("chaos run --all", retries=0)
