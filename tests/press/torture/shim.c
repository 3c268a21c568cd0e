/* Stands before the C library in a process under test: counts what it writes below one folder,
   and at a given one of these kills the process, says that the disk is full, or keeps a log of
   all of them. Loaded with LD_PRELOAD; armed from within by torture_arm. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { IDLE, KILL, FULL, LOG };

static int mode = IDLE, log_fd = -1;
static long left, done;
static char folder[PATH_MAX];

void torture_arm(int how, long number, const char *where, int log) {
    snprintf(folder, sizeof folder, "%s", where);
    left = number;
    done = 0;
    log_fd = log;
    mode = how;
}

long torture_done(void) { return done; }

static int below(const char *path) { return strncmp(path, folder, strlen(folder)) == 0; }

static int named(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static void put(const void *bytes, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    const char *at = bytes;
    while (length > 0) {
        ssize_t gone = real(log_fd, at, length);
        if (gone <= 0) _exit(9);
        at += gone;
        length -= (size_t)gone;
    }
}

/* Return whether the write may go on. */
static int counted(char what, const char *path, const void *bytes, uint64_t length, uint64_t at) {
    done++;
    if (mode == KILL && --left == 0) kill(getpid(), SIGKILL);
    if (mode == FULL && what != 'u' && what != 's' && --left <= 0) return 0;
    if (mode == LOG) {
        uint64_t head[3] = {strlen(path), length, at};
        put(&what, 1);
        put(head, sizeof head);
        put(path, head[0]);
        if (what == 'w') put(bytes, length);
    }
    return 1;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = dlsym(RTLD_NEXT, #name)

#define WATCHED(fd, what, bytes, length, at) \
    char path[PATH_MAX]; \
    if (mode != IDLE && named(fd, path) && !counted(what, path, bytes, length, at)) { \
        errno = ENOSPC; \
        return -1; \
    }

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    WATCHED(fd, 'w', bytes, length, (uint64_t)at)
    return real(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    WATCHED(fd, 'w', bytes, length, (uint64_t)at)
    return real(fd, bytes, length, at);
}

int fdatasync(int fd) {
    REAL(int, fdatasync, int);
    WATCHED(fd, 's', NULL, 0, 0)
    return real(fd);
}

int fsync(int fd) {
    REAL(int, fsync, int);
    WATCHED(fd, 's', NULL, 0, 0)
    return real(fd);
}

int ftruncate(int fd, off_t length) {
    REAL(int, ftruncate, int, off_t);
    WATCHED(fd, 't', NULL, 0, (uint64_t)length)
    return real(fd, length);
}

int ftruncate64(int fd, off64_t length) {
    REAL(int, ftruncate64, int, off64_t);
    WATCHED(fd, 't', NULL, 0, (uint64_t)length)
    return real(fd, length);
}

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    if (mode != IDLE && below(path)) counted('u', path, NULL, 0, 0);
    return real(path);
}
