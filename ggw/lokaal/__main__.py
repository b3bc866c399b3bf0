"""`python -m ggw.lokaal`: what `make run` does."""

import sys

from ggw.lokaal.plek import AlBezet
from ggw.lokaal.processen import Gestopt
from ggw.lokaal.starten import start


def main() -> int:
    try:
        start()
    except KeyboardInterrupt:
        print("\nGestopt. Uw gegevens zijn er de volgende keer nog.")
    except AlBezet:
        print("GGW draait al in een ander venster.", file=sys.stderr)
        return 1
    except Gestopt as reden:
        print(reden, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
