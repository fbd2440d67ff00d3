/* Writes down, in order, what a process does to the files of one folder (LD_PRELOAD): what reached the disk, and when
   it was told to stay there. DISK_FOLDER names the folder, DISK_JOURNAL the file to write to. A record is
   operation, length of the path, offset, length of the data (little-endian, packed), then path and data:
   O opened or made, W written, T truncated to offset, S synced, D folder synced, U removed, A entry told.
   fill_disk(n, m) lets m writes find the disk full, beginning with the n-th from now. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FILES 4096

static pthread_mutex_t in_order = PTHREAD_MUTEX_INITIALIZER;
static char *paths[FILES];
static int journal = -1;
static long until_full, full_for;

struct __attribute__((packed)) record { char operation; uint16_t path; int64_t offset, length; };

static void put(const void *data, size_t length) {
    if (length && REAL(write)(journal, data, length) != (ssize_t)length) abort();
}

static void note(char operation, const char *path, int64_t offset, const void *data, int64_t length) {
    if (journal < 0) journal = REAL(open)(getenv("DISK_JOURNAL"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    struct record record = {operation, strlen(path), offset, length};
    put(&record, sizeof record);
    put(path, record.path);
    put(data, length);
}

static const char *watched(int file) { return file >= 0 && file < FILES ? paths[file] : NULL; }

static int in_folder(const char *path) {
    const char *folder = getenv("DISK_FOLDER");
    return folder && !strncmp(path, folder, strlen(folder));
}

static int opened(int file, const char *path) {
    if (file >= 0 && file < FILES && in_folder(path)) {
        struct stat status;
        pthread_mutex_lock(&in_order);
        free(paths[file]);
        paths[file] = strdup(path);
        if (!fstat(file, &status) && S_ISREG(status.st_mode)) note('O', path, 0, NULL, 0);
        pthread_mutex_unlock(&in_order);
    }
    return file;
}

#define OPEN(name)                                              \
    int name(const char *path, int flags, ...) {                \
        va_list rest;                                           \
        va_start(rest, flags);                                  \
        mode_t mode = va_arg(rest, mode_t);                     \
        va_end(rest);                                           \
        return opened(REAL(name)(path, flags, mode), path);     \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    if (watched(file)) {
        pthread_mutex_lock(&in_order);
        free(paths[file]);
        paths[file] = NULL;
        pthread_mutex_unlock(&in_order);
    }
    return REAL(close)(file);
}

void fill_disk(long first, long times) {
    until_full = first;
    full_for = times;
}

static int is_full(void) {
    if (until_full > 1) return --until_full, 0;
    return full_for > 0 && full_for--;
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
    if (!watched(file)) return REAL(pwrite64)(file, data, length, offset);
    pthread_mutex_lock(&in_order);
    ssize_t written = -1;
    if (is_full()) errno = ENOSPC;
    else written = REAL(pwrite64)(file, data, length, offset);
    if (written > 0) note('W', paths[file], offset, data, written);
    pthread_mutex_unlock(&in_order);
    return written;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) { return pwrite64(file, data, length, offset); }

ssize_t write(int file, const void *data, size_t length) {
    if (!watched(file)) return REAL(write)(file, data, length);
    if (!strstr(paths[file], ".told")) return pwrite64(file, data, length, lseek64(file, length, SEEK_CUR) - length);
    pthread_mutex_lock(&in_order);
    note('A', paths[file], 0, data, length);
    pthread_mutex_unlock(&in_order);
    return length;
}

/* What is done and what is noted of it are one step, so that no other thread's write comes between. */
#define IN_ORDER(watched, doing, noting)     \
    do {                                     \
        pthread_mutex_lock(&in_order);       \
        int failed = doing;                  \
        if (!failed && (watched)) noting;    \
        pthread_mutex_unlock(&in_order);     \
        return failed;                       \
    } while (0)

int ftruncate64(int file, off64_t length) {
    IN_ORDER(watched(file), REAL(ftruncate64)(file, length), note('T', paths[file], length, NULL, 0));
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static char sync_of(int file) {
    struct stat status;
    return !fstat(file, &status) && S_ISDIR(status.st_mode) ? 'D' : 'S';
}

int fsync(int file) { IN_ORDER(watched(file), REAL(fsync)(file), note(sync_of(file), paths[file], 0, NULL, 0)); }

int fdatasync(int file) {
    IN_ORDER(watched(file), REAL(fdatasync)(file), note(sync_of(file), paths[file], 0, NULL, 0));
}

int unlink(const char *path) { IN_ORDER(in_folder(path), REAL(unlink)(path), note('U', path, 0, NULL, 0)); }
