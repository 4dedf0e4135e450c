"""How fast Pamong is, beside others that keep the same promise and beside the bare limit.

`pamong bench` runs them all, `pamong bench NAME` one. Each bench is a module with

    NEEDS: names of the packages it imports beyond Pamong's own
    def run(effort: Effort) -> Result

All sides of a bench run in turn, each on an empty store of its own and in a process of its own;
what is told is the median of the runs, with their range. Part of the checkout, not of the wheel.
"""

BENCHES = {
    "follower": "events applied from the log, beside what others apply from a queue",
    "relay": "events from the outbox to the log, beside one confirm and one mark for each",
    "latency": "from one service's commit to another's",
    "growth": "whether anything slows down as the data grow",
    "streams": "what a second and a fourth worker add",
    "api": "creating and reading, beside a bare handler with the same writes",
    "lists": "lists of 10,000 and of 100,000 documents",
    "idle": "what a service costs while nothing happens, and how fast it wakes",
}
"""Every bench by its name, which is its module's too, and what it measures."""
