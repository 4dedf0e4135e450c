"""`python -m pamong`, where the command itself is not on the path."""

from pamong.cli import main

main()
