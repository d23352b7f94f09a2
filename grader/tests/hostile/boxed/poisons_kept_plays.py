# It puts plays where kept ones are looked for.
import pathlib


def attack():
    folder = pathlib.Path(KIT, ".awaitlings", "plays")
    folder.mkdir(parents=True)
    (folder / "00").write_bytes(b"forged")
