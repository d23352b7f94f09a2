# It opens a file of an installed package for writing.
import pathlib
import sysconfig


def attack():
    for path in pathlib.Path(sysconfig.get_path("purelib")).glob("**/*.py"):
        path.open("r+b").close()
        return path
