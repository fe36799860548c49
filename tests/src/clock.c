/* A time of day that is ahead by AHEAD seconds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <sys/time.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*read_clock)(clockid_t, struct timespec *);
    if (!read_clock) read_clock = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int failed = read_clock(clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += AHEAD;
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec time;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &time)) return -1;
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *seconds) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (seconds) *seconds = now.tv_sec;
    return now.tv_sec;
}

/* WebKit waits until a time of day. Times that count from the boot are smaller. */
int pthread_cond_timedwait(pthread_cond_t *restrict signalled, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until) {
    struct timespec time = *until;
    if (time.tv_sec < 1000000000) return pthread_cond_clockwait(signalled, mutex, CLOCK_MONOTONIC, &time);
    time.tv_sec -= AHEAD;
    return pthread_cond_clockwait(signalled, mutex, CLOCK_REALTIME, &time);
}
