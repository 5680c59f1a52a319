"""`python -m boilerstrip` is the command."""

import sys

from boilerstrip.cli import main

if __name__ == "__main__":
    sys.exit(main())
