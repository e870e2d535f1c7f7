/* Write down, in order, everything that a process does to the files under one folder.
 *
 * Preloaded (LD_PRELOAD) into the process under test. RECORDER_ROOT names the folder (/ for all), RECORDER_LOG
 * the log. One record is: kind, offset, sizes of two paths and of the data (all little-endian), then the three
 * themselves. tests/faults/recorded.py reads it. What is done and what is written down happen under one lock, so that the log
 * has the order in which things happened. Files that are mapped (-shm) are not recorded: nobody needs them later.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, UNLINK, RENAME, MKDIR, RMDIR, UNKNOWN };

struct head {
    uint32_t kind, path, other, unused;
    uint64_t offset, size;
};

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static void put(const void *what, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    while (size > 0) {
        ssize_t done = real(log_fd, what, size);
        if (done < 0) _exit(99);
        what = (const char *)what + done;
        size -= (size_t)done;
    }
}

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("RECORDER_ROOT"), *log = getenv("RECORDER_LOG");
    if (!where || !log || !realpath(where, root)) return;
    root_length = strcmp(root, "/") ? strlen(root) : 0;
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) _exit(98);
    log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 900);
    close(fd);
}

/* Return the path below the root, or NULL for what lies elsewhere. */
static const char *below(const char *path) {
    if (log_fd < 0 || strncmp(path, root, root_length) || path[root_length] != '/') return NULL;
    return path + root_length + 1;
}

/* Make a path as it was given whole: its folder is real, its last part may not be there yet. */
static const char *named(int folder, const char *path, char *whole) {
    char place[PATH_MAX], link[64], joined[2 * PATH_MAX];
    const char *last;
    if (log_fd < 0 || !path) return NULL;
    if (path[0] != '/') {
        if (folder == AT_FDCWD) {
            if (!getcwd(place, sizeof place)) return NULL;
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t size = readlink(link, place, sizeof place - 1);
            if (size < 0) return NULL;
            place[size] = 0;
        }
        snprintf(joined, sizeof joined, "%s/%s", place, path);
        path = joined;
    } else {
        snprintf(joined, sizeof joined, "%s", path);
    }
    char *slash = strrchr(joined, '/');
    last = slash + 1;
    *slash = 0;
    if (!realpath(slash == joined ? "/" : joined, place)) return NULL;
    if (snprintf(whole, PATH_MAX, "%s/%s", place, last) >= PATH_MAX) return NULL;
    if (!strcmp(whole, root)) return "";
    return below(whole);
}

static const char *of_fd(int fd, char *whole) {
    char link[64];
    struct stat status;
    if (log_fd < 0 || fd == log_fd) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, whole, PATH_MAX - 1);
    if (size <= 0 || whole[0] != '/') return NULL;
    whole[size] = 0;
    if (fstat(fd, &status) || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) return NULL;
    if (S_ISREG(status.st_mode) && !status.st_nlink && root_length) return NULL; /* no power brings it back */
    if (!strcmp(whole, root)) return "";
    return below(whole);
}

static void tell(uint32_t kind, const char *path, const char *other, uint64_t offset, const void *data, size_t size) {
    struct head head = {kind, (uint32_t)strlen(path), other ? (uint32_t)strlen(other) : 0, 0, offset, size};
    int kept = errno;
    put(&head, sizeof head);
    put(path, head.path);
    if (other) put(other, head.other);
    if (data) put(data, size);
    errno = kept;
}

#define LOCKED(...) \
    do { \
        pthread_mutex_lock(&lock); \
        __VA_ARGS__; \
        pthread_mutex_unlock(&lock); \
    } while (0)

/* -- files come, are cut and go ------------------------------------------------------------------------- */

static int opened(int folder, const char *path, int flags, mode_t mode) {
    static int (*real)(int, const char *, int, ...);
    char whole[PATH_MAX];
    struct stat status;
    int fd;
    if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat64");
    LOCKED({
        const char *name = flags & (O_CREAT | O_TRUNC) ? named(folder, path, whole) : NULL;
        int there = name && !lstat(whole, &status);
        fd = real(folder, path, flags, mode);
        if (fd >= 0 && name && !there && flags & O_CREAT) tell(CREATE, name, NULL, 0, NULL, 0);
        else if (fd >= 0 && name && there && flags & O_TRUNC) tell(TRUNCATE, name, NULL, 0, NULL, 0);
    });
    return fd;
}

#define MODE \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list given; \
        va_start(given, flags); \
        mode = va_arg(given, mode_t); \
        va_end(given); \
    }

int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }

int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    char whole[PATH_MAX];
    int done;
    LOCKED({
        const char *name = of_fd(fd, whole);
        done = real(fd, size);
        if (!done && name) tell(TRUNCATE, name, NULL, (uint64_t)size, NULL, 0);
    });
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int removed(int folder, const char *path, int flags, uint32_t kind) {
    static int (*real)(int, const char *, int);
    char whole[PATH_MAX];
    int done;
    if (!real) real = (int (*)(int, const char *, int))dlsym(RTLD_NEXT, "unlinkat");
    LOCKED({
        const char *name = named(folder, path, whole);
        done = real(folder, path, flags);
        if (!done && name) tell(kind, name, NULL, 0, NULL, 0);
    });
    return done;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0, UNLINK); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR, RMDIR); }
int unlinkat(int folder, const char *path, int flags) {
    return removed(folder, path, flags, flags & AT_REMOVEDIR ? RMDIR : UNLINK);
}

int renameat(int from, const char *old, int to, const char *fresh) {
    REAL(renameat);
    char whole_old[PATH_MAX], whole_fresh[PATH_MAX];
    int done;
    LOCKED({
        const char *name = named(from, old, whole_old), *other = named(to, fresh, whole_fresh);
        done = real(from, old, to, fresh);
        if (!done && name && other) tell(RENAME, name, other, 0, NULL, 0);
        else if (!done && (name || other)) tell(UNKNOWN, "rename", NULL, 0, NULL, 0);
    });
    return done;
}
int rename(const char *old, const char *fresh) { return renameat(AT_FDCWD, old, AT_FDCWD, fresh); }

/* A file that had no name gets one: Qt saves so. */
int linkat(int from, const char *old, int to, const char *fresh, int flags) {
    REAL(linkat);
    char whole_old[PATH_MAX], whole_fresh[PATH_MAX];
    int done;
    LOCKED({
        const char *name = strncmp(old, "/proc/self/fd/", 14) ? NULL : of_fd(atoi(old + 14), whole_old);
        const char *other = named(to, fresh, whole_fresh);
        done = real(from, old, to, fresh, flags);
        if (!done && name && other) tell(RENAME, name, other, 0, NULL, 0);
        else if (!done && other) tell(UNKNOWN, "linkat", NULL, 0, NULL, 0);
    });
    return done;
}

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(mkdirat);
    char whole[PATH_MAX];
    int done;
    LOCKED({
        const char *name = named(folder, path, whole);
        done = real(folder, path, mode);
        if (!done && name) tell(MKDIR, name, NULL, 0, NULL, 0);
    });
    return done;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/* -- what is written and when the disk has it ------------------------------------------------------------- */

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    REAL(pwrite64);
    char whole[PATH_MAX];
    ssize_t done;
    LOCKED({
        const char *name = of_fd(fd, whole);
        done = real(fd, data, size, offset);
        if (done > 0 && name) tell(WRITE, name, NULL, (uint64_t)offset, data, (size_t)done);
    });
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    char whole[PATH_MAX];
    struct stat status;
    ssize_t done;
    if (log_fd < 0) return real(fd, data, size);
    LOCKED({
        const char *name = of_fd(fd, whole);
        off64_t offset = 0;
        if (name) {
            offset = lseek64(fd, 0, SEEK_CUR);
            if (fcntl(fd, F_GETFL) & O_APPEND && !fstat(fd, &status)) offset = status.st_size;
        }
        done = real(fd, data, size);
        if (done > 0 && name) tell(WRITE, name, NULL, (uint64_t)offset, data, (size_t)done);
    });
    return done;
}

#define SYNCING(name) \
    int name(int fd) { \
        REAL(name); \
        char whole[PATH_MAX]; \
        int done; \
        LOCKED({ \
            const char *path = of_fd(fd, whole); \
            done = real(fd); \
            if (!done && path) tell(SYNC, path, NULL, 0, NULL, 0); \
        }); \
        return done; \
    }
SYNCING(fsync)
SYNCING(fdatasync)

/* -- ways that are not followed: a run that takes one proves nothing, and says so --------------------------- */

#define UNFOLLOWED(type, name, given, passed, fd) \
    type name given { \
        REAL(name); \
        char whole[PATH_MAX]; \
        LOCKED({ if (of_fd(fd, whole)) tell(UNKNOWN, #name, NULL, 0, NULL, 0); }); \
        return real passed; \
    }
UNFOLLOWED(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count), fd)
UNFOLLOWED(ssize_t, pwritev, (int fd, const struct iovec *parts, int count, off_t at), (fd, parts, count, at), fd)
UNFOLLOWED(int, posix_fallocate, (int fd, off_t at, off_t size), (fd, at, size), fd)
UNFOLLOWED(int, fallocate, (int fd, int mode, off_t at, off_t size), (fd, mode, at, size), fd)
UNFOLLOWED(ssize_t, copy_file_range, (int from, off64_t *at, int fd, off64_t *to, size_t size, unsigned flags),
           (from, at, fd, to, size, flags), fd)

ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    char whole[PATH_MAX];
    if (of_fd(to, whole)) { /* let the caller copy by reading and writing, which is followed */
        errno = ENOSYS;
        return -1;
    }
    static ssize_t (*real)(int, int, off64_t *, size_t);
    if (!real) real = (ssize_t(*)(int, int, off64_t *, size_t))dlsym(RTLD_NEXT, "sendfile64");
    return real(to, from, at, size);
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) { return sendfile64(to, from, (off64_t *)at, size); }
