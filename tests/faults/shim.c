/* Stands between a program and the system's calls that change a disk: writes each down, and makes the n-th one fail.

   Loaded with LD_PRELOAD. Does nothing until `shim_watch` names a folder; then calls on files in that folder are
   numbered, written into the log, and refused from the number on that `shim_arm` gives. Needs no header and no library,
   so that the smallest compiler can make it. The log is a row of records: five longs (kind, handle, offset or second
   text's length, length, flags), then so many bytes. tests/faults/shim.py reads it. */

typedef unsigned long size_t;
typedef long ssize_t;

extern void *dlsym(void *, const char *);
extern int *__errno_location(void);
extern int pthread_mutex_lock(void *), pthread_mutex_unlock(void *);

#define NEXT ((void *)-1L)
#define O_CREAT 0100
#define O_TRUNC 01000
#define O_APPEND 02000
#define HANDLES 4096
#define EINVAL 22
#define EIO 5

static long mutex[16];
static char folder[4096];
static int folder_length, log_handle = -1;
static char watched[HANDLES];
static int fail_from, fail_code, fail_times;
static int calls;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, long);
static long (*real_lseek)(int, long, int);
static int (*real_open)(const char *, int, int);
static int (*real_close)(int);
static int (*real_ftruncate)(int, long);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static ssize_t (*real_sendfile)(int, int, long *, size_t);

static void ready(void) {
    if (real_write) return;
    real_pwrite = dlsym(NEXT, "pwrite64");
    real_lseek = dlsym(NEXT, "lseek64");
    real_open = dlsym(NEXT, "open64");
    real_close = dlsym(NEXT, "close");
    real_ftruncate = dlsym(NEXT, "ftruncate64");
    real_fsync = dlsym(NEXT, "fsync");
    real_fdatasync = dlsym(NEXT, "fdatasync");
    real_unlink = dlsym(NEXT, "unlink");
    real_rename = dlsym(NEXT, "rename");
    real_sendfile = dlsym(NEXT, "sendfile64");
    real_write = dlsym(NEXT, "write");
}

static int length_of(const char *text) {
    int n = 0;
    while (text[n]) n++;
    return n;
}

static int inside(const char *path) {
    int n;
    if (!folder_length || !path) return 0;
    for (n = 0; n < folder_length; n++)
        if (path[n] != folder[n]) return 0;
    return path[n] == '/' || path[n] == 0 || folder[n - 1] == '/';
}

static int is_watched(int handle) {
    return folder_length && handle >= 0 && handle < HANDLES && watched[handle];
}

static void note(long kind, long handle, long offset, long length, long flags, const void *one, const void *two) {
    long head[5];
    if (log_handle < 0) return;
    head[0] = kind, head[1] = handle, head[2] = offset, head[3] = length, head[4] = flags;
    pthread_mutex_lock(mutex);
    real_write(log_handle, head, sizeof head);
    if (length > 0) real_write(log_handle, one, length);
    if (two) real_write(log_handle, two, offset);
    pthread_mutex_unlock(mutex);
}

/* Whether this call is one that fails. */
static int fails(int code) {
    calls++;
    if (!fail_from || calls < fail_from) return 0;
    if (fail_times > 0 && calls >= fail_from + fail_times) return 0;
    *__errno_location() = code ? code : fail_code;
    return 1;
}

/* What the watched program calls itself. */

void shim_watch(const char *place, const char *log) {
    int n;
    ready();
    if (log && log[0]) log_handle = real_open(log, 1 | O_CREAT | O_APPEND, 0600);
    for (n = 0; place[n] && n < 4095; n++) folder[n] = place[n];
    folder[n] = 0;
    folder_length = n;
}

void shim_arm(int from, int code, int times) { calls = 0, fail_code = code, fail_times = times, fail_from = from; }

int shim_calls(void) { return calls; }

void shim_mark(const char *text) { ready(); note('M', 0, 0, length_of(text), 0, text, 0); }

/* What it calls without knowing. */

static int opened(const char *path, int flags, int mode) {
    int handle, within;
    ready();
    within = inside(path);
    if (within && (flags & (O_CREAT | O_TRUNC)) && fails(0)) return -1;
    handle = real_open(path, flags, mode);
    if (within && handle >= 0 && handle < HANDLES) {
        watched[handle] = 1;
        note('O', handle, 0, length_of(path), flags, path, 0);
    }
    return handle;
}

int open(const char *path, int flags, int mode) { return opened(path, flags, mode); }
int open64(const char *path, int flags, int mode) { return opened(path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(path, flags, 0); }

int close(int handle) {
    ready();
    if (is_watched(handle)) {
        watched[handle] = 0;
        note('C', handle, 0, 0, 0, 0, 0);
    }
    return real_close(handle);
}

ssize_t write(int handle, const void *data, size_t length) {
    ssize_t done;
    long at;
    ready();
    if (!is_watched(handle)) return real_write(handle, data, length);
    if (fails(0)) return -1;
    done = real_write(handle, data, length);
    at = real_lseek(handle, 0, 1) - done;
    if (done > 0) note('W', handle, at, done, 0, data, 0);
    return done;
}

static ssize_t written(int handle, const void *data, size_t length, long at) {
    ssize_t done;
    ready();
    if (!is_watched(handle)) return real_pwrite(handle, data, length, at);
    if (fails(0)) return -1;
    done = real_pwrite(handle, data, length, at);
    if (done > 0) note('W', handle, at, done, 0, data, 0);
    return done;
}

ssize_t pwrite(int handle, const void *data, size_t length, long at) { return written(handle, data, length, at); }
ssize_t pwrite64(int handle, const void *data, size_t length, long at) { return written(handle, data, length, at); }

static int cut(int handle, long length) {
    int done;
    ready();
    if (!is_watched(handle)) return real_ftruncate(handle, length);
    if (fails(0)) return -1;
    done = real_ftruncate(handle, length);
    if (!done) note('T', handle, length, 0, 0, 0, 0);
    return done;
}

int ftruncate(int handle, long length) { return cut(handle, length); }
int ftruncate64(int handle, long length) { return cut(handle, length); }

int fsync(int handle) {
    int done;
    ready();
    if (is_watched(handle) && fails(0)) return -1;
    done = real_fsync(handle);
    if (!done && is_watched(handle)) note('S', handle, 0, 0, 0, 0, 0);
    return done;
}

int fdatasync(int handle) {
    int done;
    ready();
    if (is_watched(handle) && fails(0)) return -1;
    done = real_fdatasync(handle);
    if (!done && is_watched(handle)) note('S', handle, 0, 0, 0, 0, 0);
    return done;
}

int unlink(const char *path) {
    int done;
    ready();
    /* A full disk still lets files go; only a broken one does not. */
    if (inside(path) && fails(EIO)) return -1;
    done = real_unlink(path);
    if (!done && inside(path)) note('U', 0, 0, length_of(path), 0, path, 0);
    return done;
}

int rename(const char *from, const char *to) {
    int done;
    ready();
    if (inside(to) && fails(0)) return -1;
    done = real_rename(from, to);
    if (!done && inside(to)) note('R', 0, length_of(to), length_of(from), 0, from, to);
    return done;
}

/* Copies go through plain writes, where they are seen: whoever is refused this falls back to them. */
static ssize_t sent(int to, int from, long *at, size_t length) {
    ready();
    if (!is_watched(to)) return real_sendfile(to, from, at, length);
    *__errno_location() = EINVAL;
    return -1;
}

ssize_t sendfile(int to, int from, long *at, size_t length) { return sent(to, from, at, length); }
ssize_t sendfile64(int to, int from, long *at, size_t length) { return sent(to, from, at, length); }
