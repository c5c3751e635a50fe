// An inference server that does nothing, as cheaply as can be:
//
//   upstream PORT
//
// A chat completion is answered at once; one with "stream":true by "max_tokens" events, one every "interval_ms".
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ROOM 4096

struct client {
    int fd, length, begun, left; // left: events to come, and the end
    long interval, due;   // milliseconds
    struct client *next;  // whose event is due after this one's
    char in[ROOM];
};

static int poll;
static struct client *first, *last; // all wait equally long, so whoever comes last is due last
static char answer[1024], models[512], head[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
static char event[512], end[] = "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void framed(char *out, int room, const char *json) {
    snprintf(out, room, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(json), json);
}

static void texts(void) {
    framed(answer, sizeof answer,
           "{\"id\":\"chatcmpl-8f0c2b1d6a7e4c53\",\"object\":\"chat.completion\",\"created\":1760000000,\"model\":\"tiny\",\"choices\":[{\"index\":0,"
           "\"message\":{\"role\":\"assistant\",\"content\":\"A reverse proxy takes requests for servers behind it, and hands them on. It may choose "
           "among them, look after connections, and say no. A gateway does the same, and knows what the requests mean.\"},\"finish_reason\":\"stop\"}],"
           "\"usage\":{\"prompt_tokens\":62,\"completion_tokens\":48,\"total_tokens\":110}}");
    framed(models, sizeof models, "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\",\"object\":\"model\",\"owned_by\":\"bench\"}]}");
    const char *data =
        "data: {\"id\":\"chatcmpl-8f0c2b1d6a7e4c53\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"tiny\","
        "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word\"},\"finish_reason\":null}]}\n\n";
    snprintf(event, sizeof event, "%zx\r\n%s\r\n", strlen(data), data);
}

static void done(struct client *client) {
    close(client->fd);
    client->fd = -1;
    if (client->left == 0) free(client); // else when its turn comes
}

static void say(struct client *client, const char *text) {
    int length = strlen(text);
    if (client->fd >= 0 && write(client->fd, text, length) != length) {
        client->length = -1; // it does not read; what follows would not be whole
    }
}

static void later(struct client *client) {
    client->due = now() + client->interval;
    client->next = NULL;
    if (first) last->next = client;
    else first = client;
    last = client;
}

static long number(const char *body, const char *name) {
    const char *at = strstr(body, name);
    return at ? atol(at + strlen(name)) : 0;
}

static void serve(struct client *client, const char *body) {
    if (strncmp(client->in, "GET", 3) == 0) say(client, models);
    else if (strstr(body, "\"stream\":true")) {
        client->left = number(body, "\"max_tokens\":") + 1;
        client->interval = number(body, "\"interval_ms\":");
        client->begun = 0;
        later(client);
    } else say(client, answer);
}

static void hear(struct client *client) {
    int got = read(client->fd, client->in + client->length, ROOM - 1 - client->length);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) done(client);
        return;
    }
    client->length += got;
    client->in[client->length] = 0;
    char *body = strstr(client->in, "\r\n\r\n");
    if (!body) return;
    body += 4;
    char *field = strcasestr(client->in, "\r\ncontent-length:");
    if (field && client->in + client->length - body < atol(field + 17)) return;
    client->length = 0;
    serve(client, body);
}

/** Milliseconds until there is more to say. */
static int speak(void) {
    while (first) {
        struct client *client = first;
        long wait = client->due - now();
        if (wait > 0) return wait;
        first = client->next;
        client->left--;
        if (!client->begun++) say(client, head); // with the first event, as servers do that read a prompt first
        say(client, client->left > 0 ? event : end);
        if (client->length < 0 && client->fd >= 0) {
            fprintf(stderr, "upstream: a client does not read\n");
            done(client);
        } else if (client->fd < 0) free(client);
        else if (client->left > 0) later(client);
    }
    return 1000;
}

static void greet(int door) {
    int fd, yes = 1;
    while ((fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        struct client *client = calloc(1, sizeof *client);
        client->fd = fd;
        struct epoll_event in = {.events = EPOLLIN, .data.ptr = client};
        epoll_ctl(poll, EPOLL_CTL_ADD, fd, &in);
    }
}

int main(int count, char **words) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? atoi(words[1]) : 0), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1;
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(door, (struct sockaddr *)&at, sizeof at) || listen(door, 4096)) {
        perror("upstream");
        return 1;
    }
    texts();
    poll = epoll_create1(0);
    struct epoll_event in = {.events = EPOLLIN}, events[256];
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &in);
    for (;;) {
        int ready = epoll_wait(poll, events, 256, speak());
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr) hear(events[i].data.ptr);
            else greet(door);
        }
    }
}
