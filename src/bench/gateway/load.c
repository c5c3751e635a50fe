// Asks, and takes the time:
//
//   load rate PORT REQUEST RATE SECONDS      so many requests a second, whether or not the ones before are answered
//   load streams PORT REQUEST COUNT A-SECOND COUNT streams, of which so many a second are opened
//
// REQUEST is a file with what is sent, head and body. Prints `open` when all streams are, and at the end a line of JSON. Latencies are microseconds.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define ROOM 4096

struct call {
    int fd, length;
    double since;
    struct call *idle; // the next one that is
    int events, matched, body;
    long chunk; // bytes of it to come; -1: it was the last
    char in[ROOM];
};

static int poll, port, length;
static char request[ROOM];
static struct call *idle;
static long answered, failed, opened;
static float *times;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static struct call *connected(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct call *call = calloc(1, sizeof *call);
    int yes = 1;
    call->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (call->fd < 0 || connect(call->fd, (struct sockaddr *)&at, sizeof at)) {
        perror("load");
        exit(1);
    }
    fcntl(call->fd, F_SETFL, O_NONBLOCK);
    setsockopt(call->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    struct epoll_event in = {.events = EPOLLIN, .data.ptr = call};
    epoll_ctl(poll, EPOLL_CTL_ADD, call->fd, &in);
    return call;
}

static void ask(struct call *call) {
    call->since = now();
    call->length = 0;
    if (write(call->fd, request, length) != length) {
        perror("load");
        exit(1);
    }
}

static void ended(struct call *call) {
    close(call->fd);
    free(call);
}

/** Whether the answer is whole. */
static int whole(struct call *call) {
    char *body = strstr(call->in, "\r\n\r\n"), *size = strcasestr(call->in, "\r\ncontent-length:");
    if (!body) return 0;
    if (size && size < body) return call->in + call->length - body - 4 >= atol(size + 17);
    return memcmp(call->in + call->length - 5, "0\r\n\r\n", 5) == 0;
}

static void hear(struct call *call) {
    int got = read(call->fd, call->in + call->length, ROOM - 1 - call->length);
    if (got <= 0) {
        if (got < 0 && errno == EAGAIN) return;
        failed++;
        ended(call);
        return;
    }
    call->length += got;
    call->in[call->length] = 0;
    if (!whole(call)) return;
    if (strncmp(call->in, "HTTP/1.1 200", 12)) failed++;
    else times[answered++] = now() - call->since;
    call->idle = idle;
    idle = call;
}

/** A line of the head, or around a chunk, is complete. Whether it is the last of all. */
static int line(struct call *call) {
    int blank = call->length == 1; // \r
    call->in[call->length] = 0;
    call->length = 0;
    if (!call->body) {
        call->body = blank;
        return 0;
    }
    if (blank) return call->chunk < 0;
    call->chunk = strtol(call->in, NULL, 16);
    if (call->chunk == 0) call->chunk = -1;
    return 0;
}

/** Takes bytes of a stream, however they are cut, and counts events. Whether they are its end. */
static int take(struct call *call, const char *in, int count) {
    for (int i = 0; i < count; i++) {
        if (call->chunk > 0) {
            call->chunk--;
            call->matched = in[i] == "data: "[call->matched] ? call->matched + 1 : in[i] == 'd';
            if (call->matched < 6) continue;
            call->matched = 0;
            if (call->events++ == 0) times[opened++] = now() - call->since;
        } else if (in[i] == '\n') {
            if (line(call)) return 1;
        } else if (call->length < ROOM - 1) call->in[call->length++] = in[i];
    }
    return 0;
}

static void watch(struct call *call, int expected) {
    static char in[65536];
    int got = read(call->fd, in, sizeof in);
    if (got < 0 && errno == EAGAIN) return;
    int end = take(call, in, got);
    if (got <= 0 || end) {
        if (end && call->events == expected) answered++;
        else failed++;
        ended(call);
    }
}

static int ascending(const void *one, const void *other) {
    return (*(float *)one > *(float *)other) - (*(float *)one < *(float *)other);
}

static void report(long count) {
    qsort(times, count, sizeof *times, ascending);
    printf("{\"whole\":%ld,\"failed\":%ld,\"p50\":%.1f,\"p99\":%.1f}\n", answered, failed, count ? times[count / 2] : 0, count ? times[count * 99 / 100] : 0);
}

static int timer(double per_second) {
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    long each = 1e9 / per_second;
    struct timespec time = {each / 1000000000, each % 1000000000};
    struct itimerspec every = {time, time};
    timerfd_settime(fd, 0, &every, NULL);
    struct epoll_event in = {.events = EPOLLIN};
    epoll_ctl(poll, EPOLL_CTL_ADD, fd, &in);
    return fd;
}

/** How many are due. */
static long due(int fd) {
    unsigned long ticks = 0;
    return read(fd, &ticks, sizeof ticks) == sizeof ticks ? (long)ticks : 0;
}

static void rate(double per_second, double seconds) {
    long all = per_second * seconds, asked = 0;
    times = calloc(all + 1, sizeof *times);
    int clock = timer(per_second);
    struct epoll_event events[256];
    double end = now() + (seconds + 5) * 1e6;
    while (answered + failed < all && now() < end) {
        int ready = epoll_wait(poll, events, 256, 1000);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr) {
                hear(events[i].data.ptr);
                continue;
            }
            for (long n = due(clock); n > 0 && asked < all; n--, asked++) {
                struct call *call = idle ? idle : connected();
                if (call == idle) idle = call->idle;
                ask(call);
            }
        }
    }
    failed = all - answered;
    report(answered);
}

static void streams(long count, double per_second) {
    char *tokens = strstr(request, "\"max_tokens\":");
    int expected = (tokens ? atoi(tokens + 13) : 0) + 1; // and [DONE]
    times = calloc(count, sizeof *times);
    long asked = 0, told = 0;
    int clock = timer(per_second);
    struct epoll_event events[256];
    while (answered + failed < count) {
        int ready = epoll_wait(poll, events, 256, 1000);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr) {
                watch(events[i].data.ptr, expected);
                continue;
            }
            for (long n = due(clock); n > 0 && asked < count; n--, asked++) ask(connected());
            if (asked == count) epoll_ctl(poll, EPOLL_CTL_DEL, clock, NULL);
        }
        if (opened == count && !told++) {
            puts("open");
            fflush(stdout);
        }
    }
    report(opened);
}

int main(int count, char **words) {
    FILE *file = count == 6 ? fopen(words[3], "r") : NULL;
    if (!file) {
        fprintf(stderr, "load rate|streams PORT REQUEST COUNT PER\n");
        return 64;
    }
    port = atoi(words[2]);
    length = fread(request, 1, ROOM - 1, file);
    poll = epoll_create1(0);
    if (strcmp(words[1], "rate") == 0) rate(atof(words[4]), atof(words[5]));
    else streams(atol(words[4]), atof(words[5]));
}
