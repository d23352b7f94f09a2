"""Which system calls no exercise needs, and no rule about files or ports would hold.

The numbers are those of x86_64 and of aarch64; - where there is none.
"""

from __future__ import annotations

from grader.subjects.box.kernel import MACHINE

TABLE = """
ptrace 101 117           process_vm_readv 310 270    process_vm_writev 311 271   kcmp 312 272               pidfd_getfd 438 438
process_madvise 440 440  process_mrelease 448 448    bpf 321 280                 perf_event_open 298 241    userfaultfd 323 282
io_uring_setup 425 425   io_uring_enter 426 426      io_uring_register 427 427   fanotify_init 300 262      lookup_dcookie 212 18
keyctl 250 219           add_key 248 217             request_key 249 218         personality 135 92         nfsservctl 180 42
mount 165 40             umount2 166 39              pivot_root 155 41           chroot 161 51              unshare 272 97
setns 308 268            fsopen 430 430              fsmount 432 432             fsconfig 431 431           fspick 433 433
move_mount 429 429       open_tree 428 428           open_tree_attr 467 467      mount_setattr 442 442      quotactl 179 60
quotactl_fd 443 443      name_to_handle_at 303 264   open_by_handle_at 304 265   init_module 175 105        finit_module 313 273
delete_module 176 106    kexec_load 246 104          kexec_file_load 320 294     reboot 169 142             swapon 167 224
swapoff 168 225          acct 163 89                 syslog 103 116              sethostname 170 161        setdomainname 171 162
settimeofday 164 170     clock_settime 227 112       adjtimex 159 171            clock_adjtime 305 266      vhangup 153 58
iopl 172 -               ioperm 173 -                modify_ldt 154 -
chmod 90 -               fchmod 91 52                fchmodat 268 53             fchmodat2 452 452          chown 92 -
fchown 93 55             lchown 94 -                 fchownat 260 54             utime 132 -                utimes 235 -
futimesat 261 -          utimensat 280 88            setxattr 188 5              lsetxattr 189 6            fsetxattr 190 7
setxattrat 463 463       removexattr 197 14          lremovexattr 198 15         fremovexattr 199 16        removexattrat 466 466
file_setattr 469 469
shmget 29 194            shmat 30 196                shmctl 31 195               msgget 68 186              msgsnd 69 189
msgrcv 70 188            msgctl 71 187               semget 64 190               semop 65 193               semtimedop 220 192
semctl 66 191            mq_open 240 180             mq_unlink 241 181
setpriority 141 140      sched_setaffinity 203 122   sched_setscheduler 144 119  sched_setparam 142 118     sched_setattr 314 274
ioprio_set 251 30        migrate_pages 256 238       move_pages 279 239
"""
"""Other processes' memory; the kernel's own doors; keys; mounts and namespaces; the machine; who may do what with a file (no right to
write is needed for that); what System V and POSIX queues leave behind; how much others may compute."""

ASKED = """
truncate 76 45  connect 42 203  socket 41 198  socketpair 53 199  sendto 44 206  sendmsg 46 211  sendmmsg 307 269
prlimit64 302 261  clone 56 220  clone3 435 435  kill 62 129  ioctl 16 29
"""
"""Those that are refused by what they are asked for."""

COLUMN = {"x86_64": 0, "aarch64": 1}
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h


def _numbers(table: str) -> dict[str, int]:
    words = table.split()
    found = {words[at]: words[at + 1 : at + 3] for at in range(0, len(words), 3)}
    return {name: int(both[COLUMN[MACHINE]]) for name, both in found.items() if both[COLUMN[MACHINE]] != "-"}


def refused() -> list[int]:
    """List the numbers of those that are refused here. KeyError: nothing is known of this kind of machine."""
    return list(_numbers(TABLE).values())


def asked() -> dict[str, int]:
    """Tell the numbers of those that depend on what is asked for. KeyError: nothing is known of this kind of machine."""
    return _numbers(ASKED)
