# It lets a program do the writing.
import subprocess


def attack():
    subprocess.run(["sh", "-c", f"echo forged > {DECOY}/shell.txt"], check=True, stderr=subprocess.DEVNULL)
