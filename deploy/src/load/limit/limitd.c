/*
 * limitd - the "physical limit": the least an FTP server can do on this kernel.
 *
 * It speaks just enough FTP for the load test, checks no password, logs nothing,
 * and keeps one passive listener per session open.  Downloads are sendfile from the
 * page cache, uploads recv + write, listings readdir + fstatat, TLS is OpenSSL
 * with writes gathered into 256 KiB.  No real server may cut these corners, so
 * its numbers are an upper bound to compare with, not a peer.
 *
 *   limitd -p PORT -d DIRECTORY [-c CERT.pem -k KEY.pem] [-j THREADS]
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define CHUNK (256 << 10)
#define TURN (4 << 20)          /* bytes per session before the others have a turn */

enum kind { K_CONTROL, K_DATA };
enum job { J_NONE, J_RETR, J_STOR, J_LIST };

struct sess {
    int ep, cfd, lfd, dfd, file;
    SSL *cssl, *dssl;
    BIO *dout;                  /* gathers TLS records of the data connection */
    enum job job;
    char *mem;                  /* mapped file (TLS download) or listing */
    size_t mem_len, mapped, pos;
    uint32_t d_events;
    bool c_ready, d_ready, prot, prelim_sent, ending;
    int port, in_len;
    char in[600];
};

static const char *root_dir = ".";
static SSL_CTX *tls;
static int listener, threads = 2, *eps;
static __thread char *buf;

static void run_job(struct sess *s);

static void watch(int ep, int fd, uint32_t events, void *p, enum kind k, int how) {
    struct epoll_event ev = { .events = events, .data.u64 = (uint64_t)(uintptr_t)p | k };
    epoll_ctl(ep, how, fd, &ev);
}

static void watch_data(struct sess *s, uint32_t events) {
    if (s->d_events != events)
        watch(s->ep, s->dfd, events, s, K_DATA, s->d_events ? EPOLL_CTL_MOD : EPOLL_CTL_ADD);
    s->d_events = events;
}

static void reply(struct sess *s, const char *text) {
    size_t n = strlen(text);
    long r = s->cssl && s->c_ready ? SSL_write(s->cssl, text, (int)n)
                                   : send(s->cfd, text, n, MSG_NOSIGNAL);
    (void)r;                    /* a dead client shows up as end of file */
}

static void close_data(struct sess *s) {
    if (s->dssl)
        SSL_free(s->dssl);
    s->dssl = NULL;
    if (s->dfd >= 0)
        close(s->dfd);
    if (s->file >= 0)
        close(s->file);
    if (s->job == J_LIST)
        free(s->mem);
    else if (s->mapped)
        munmap(s->mem, s->mapped);
    s->mem = NULL;
    s->mapped = s->mem_len = s->pos = 0;
    s->dfd = s->file = -1;
    s->job = J_NONE;
    s->d_events = 0;
    s->d_ready = s->prelim_sent = s->ending = false;
    ERR_clear_error();
}

static void end_session(struct sess *s) {
    close_data(s);
    if (s->cssl)
        SSL_free(s->cssl);
    if (s->lfd >= 0)
        close(s->lfd);
    close(s->cfd);
    free(s);
    ERR_clear_error();
}

static void end_job(struct sess *s, bool ok) {
    bool prelim = s->prelim_sent;
    close_data(s);
    if (!ok)
        reply(s, "426 broken\r\n");
    else
        reply(s, prelim ? "226 done\r\n" : "150 go\r\n226 done\r\n");
}

/* The 150 travels with the 226 if the job ends in its first turn. */
static void not_yet(struct sess *s, uint32_t events) {
    if (!s->prelim_sent)
        reply(s, "150 go\r\n");
    s->prelim_sent = true;
    watch_data(s, events);
}

static int make_listener(int port) {
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) < 0 || listen(fd, port ? 4096 : 4) < 0) {
        perror("limitd: listen");
        return -1;
    }
    return fd;
}

static void passive(struct sess *s, bool epsv) {
    char text[80];
    if (s->lfd < 0) {
        struct sockaddr_in a;
        socklen_t n = sizeof a;
        if ((s->lfd = make_listener(0)) < 0)
            return;
        getsockname(s->lfd, (struct sockaddr *)&a, &n);
        s->port = ntohs(a.sin_port);
    }
    if (epsv)
        snprintf(text, sizeof text, "229 ok (|||%d|)\r\n", s->port);
    else
        snprintf(text, sizeof text, "227 ok (127,0,0,1,%d,%d)\r\n", s->port >> 8, s->port & 255);
    reply(s, text);
}

static char *put_number(char *p, uint64_t v) {
    char digits[24], *d = digits + sizeof digits;
    do
        *--d = (char)('0' + v % 10);
    while (v /= 10);
    return mempcpy(p, d, (size_t)(digits + sizeof digits - d));
}

static char *put_text(char *p, const char *text) {
    return stpcpy(p, text);
}

static void make_listing(struct sess *s, int dir_fd, bool mlsd) {
    DIR *d = fdopendir(dir_fd);
    struct dirent *e;
    struct stat st;
    struct tm tm;
    char when[32] = "";
    time_t when_time = -1;
    size_t room = 0;
    while (d && (e = readdir(d))) {
        if (e->d_name[0] == '.' || fstatat(dir_fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
            continue;
        if (room - s->mem_len < 600)
            s->mem = realloc(s->mem, room = room * 2 + 65536);
        if (st.st_mtime != when_time) {
            when_time = st.st_mtime;
            gmtime_r(&st.st_mtime, &tm);
            strftime(when, sizeof when, mlsd ? ";modify=%Y%m%d%H%M%S; " : " %b %d %H:%M ", &tm);
        }
        bool dir = S_ISDIR(st.st_mode);
        char *p = s->mem + s->mem_len;
        if (mlsd)
            p = put_text(p, dir ? "type=dir;size=" : "type=file;size=");
        else
            p = put_text(p, dir ? "drwxr-xr-x    2 ftp      ftp      " : "-rw-r--r--    1 ftp      ftp      ");
        p = put_text(put_number(p, (uint64_t)st.st_size), when);
        p = put_text(put_text(p, e->d_name), "\r\n");
        s->mem_len = (size_t)(p - s->mem);
    }
    if (d)
        closedir(d);
}

static void transfer(struct sess *s, const char *verb, const char *arg) {
    char path[900];
    struct stat st;
    snprintf(path, sizeof path, "%s/%s", root_dir, arg);
    if ((s->dfd = accept4(s->lfd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) < 0) {
        struct pollfd p = { .fd = s->lfd, .events = POLLIN };
        poll(&p, 1, 1000);
        s->dfd = accept4(s->lfd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    }
    s->job = verb[0] == 'R' ? J_RETR : verb[0] == 'S' ? J_STOR : J_LIST;
    s->file = s->job == J_STOR ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)
                               : open(path, O_RDONLY | O_CLOEXEC);
    if (s->dfd < 0 || s->file < 0 || fstat(s->file, &st) < 0) {
        close_data(s);
        reply(s, "550 no\r\n");
        return;
    }
    if (s->job == J_LIST) {
        make_listing(s, s->file, verb[0] == 'M');
        s->file = -1;
    } else if (s->job == J_RETR) {
        s->mem_len = (size_t)st.st_size;
        if (s->prot && s->mem_len) {
            s->mapped = s->mem_len;
            s->mem = mmap(NULL, s->mapped, PROT_READ, MAP_SHARED, s->file, 0);
        }
    }
    if (s->prot) {
        s->dssl = SSL_new(tls);
        SSL_set_fd(s->dssl, s->dfd);
        SSL_set_accept_state(s->dssl);
        SSL_set_default_read_buffer_len(s->dssl, CHUNK);
        not_yet(s, EPOLLIN);
    }
    run_job(s);
}

static bool would_block(struct sess *s, ssize_t n) {
    if (!s->dssl)
        return n < 0 && errno == EAGAIN;
    int e = SSL_get_error(s->dssl, (int)n);
    return e == SSL_ERROR_WANT_READ || e == SSL_ERROR_WANT_WRITE;
}

/* Sends the file or listing; returns true when all of it is on its way. */
static void send_job(struct sess *s) {
    for (size_t sent = 0; s->pos < s->mem_len;) {
        ssize_t n;
        size_t len = s->mem_len - s->pos;
        if (s->dssl) {
            n = SSL_write(s->dssl, s->mem + s->pos, len < CHUNK ? (int)len : CHUNK);
        } else if (s->job == J_LIST) {
            n = send(s->dfd, s->mem + s->pos, len, MSG_NOSIGNAL);
        } else {
            off_t off = (off_t)s->pos;
            n = sendfile(s->dfd, s->file, &off, len < TURN ? len : TURN);
        }
        if (n <= 0) {
            if (would_block(s, n))
                not_yet(s, EPOLLOUT);
            else
                end_job(s, false);
            return;
        }
        s->pos += (size_t)n;
        if ((sent += (size_t)n) >= TURN && s->pos < s->mem_len) {
            not_yet(s, EPOLLOUT);
            return;
        }
    }
    if (s->dssl) {
        if (!s->ending)
            SSL_shutdown(s->dssl);
        s->ending = true;
        if (BIO_flush(s->dout) <= 0) {
            not_yet(s, EPOLLOUT);
            return;
        }
    }
    end_job(s, true);
}

static void receive_job(struct sess *s) {
    for (size_t got = 0; got < TURN || s->dssl;) {
        ssize_t n = s->dssl ? SSL_read(s->dssl, buf, CHUNK) : recv(s->dfd, buf, CHUNK, 0);
        if (n == 0 || (n < 0 && s->dssl && SSL_get_error(s->dssl, (int)n) == SSL_ERROR_ZERO_RETURN)) {
            end_job(s, true);
            return;
        }
        if (n < 0) {
            if (would_block(s, n))
                not_yet(s, EPOLLIN);
            else
                end_job(s, false);
            return;
        }
        if (write(s->file, buf, (size_t)n) != n) {
            end_job(s, false);
            return;
        }
        got += (size_t)n;
    }
    not_yet(s, EPOLLIN);
}

static void run_job(struct sess *s) {
    if (s->dssl && !s->d_ready) {
        int r = SSL_accept(s->dssl);
        if (r != 1) {
            if (!would_block(s, r))
                end_job(s, false);
            return;
        }
        s->d_ready = true;
        if (s->job != J_STOR) {
            s->dout = BIO_new(BIO_f_buffer());
            BIO_set_write_buffer_size(s->dout, CHUNK);
            BIO_push(s->dout, BIO_new_socket(s->dfd, BIO_NOCLOSE));
            SSL_set0_wbio(s->dssl, s->dout);
        }
    }
    s->job == J_STOR ? receive_job(s) : send_job(s);
}

static bool is(const char *line, const char *verb) {
    return !strncasecmp(line, verb, strlen(verb));
}

/* Returns false when the session has ended. */
static bool on_line(struct sess *s, char *line) {
    char *arg = strchr(line, ' ');
    arg = arg ? arg + 1 : line + strlen(line);
    if (is(line, "PASV") || is(line, "EPSV")) {
        passive(s, is(line, "EPSV"));
    } else if (is(line, "RETR") || is(line, "STOR") || is(line, "LIST") || is(line, "MLSD")) {
        transfer(s, line, arg);
    } else if (is(line, "USER")) {
        reply(s, "331 ok\r\n");
    } else if (is(line, "PASS")) {
        reply(s, "230 ok\r\n");
    } else if (is(line, "QUIT")) {
        reply(s, "221 bye\r\n");
        end_session(s);
        return false;
    } else if (is(line, "AUTH") && tls) {
        reply(s, "234 ok\r\n");
        s->cssl = SSL_new(tls);
        SSL_set_fd(s->cssl, s->cfd);
        SSL_set_accept_state(s->cssl);
    } else {
        s->prot |= is(line, "PROT P");
        reply(s, "200 ok\r\n");
    }
    return true;
}

static void on_control(struct sess *s) {
    if (s->cssl && !s->c_ready) {
        int r = SSL_accept(s->cssl);
        if (r != 1) {
            int e = SSL_get_error(s->cssl, r);
            if (e != SSL_ERROR_WANT_READ && e != SSL_ERROR_WANT_WRITE)
                end_session(s);
            return;
        }
        s->c_ready = true;
    }
    size_t space = sizeof s->in - 1 - (size_t)s->in_len;
    ssize_t n = s->cssl ? SSL_read(s->cssl, s->in + s->in_len, (int)space)
                        : recv(s->cfd, s->in + s->in_len, space, 0);
    if (n <= 0) {
        bool again = s->cssl ? SSL_get_error(s->cssl, (int)n) == SSL_ERROR_WANT_READ
                             : n < 0 && errno == EAGAIN;
        if (!again || !space)
            end_session(s);
        return;
    }
    s->in_len += (int)n;
    s->in[s->in_len] = 0;
    char *p = s->in, *nl;
    while ((nl = strstr(p, "\r\n"))) {
        *nl = 0;
        if (!on_line(s, p))
            return;
        p = nl + 2;
    }
    s->in_len -= (int)(p - s->in);
    memmove(s->in, p, (size_t)s->in_len + 1);
}

static void on_accept(void) {
    static unsigned next;
    int fd, one = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct sess *s = calloc(1, sizeof *s);
        s->ep = eps[next++ % (unsigned)threads];
        s->cfd = fd;
        s->lfd = s->dfd = s->file = -1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        reply(s, "220 limitd\r\n");
        watch(s->ep, fd, EPOLLIN, s, K_CONTROL, EPOLL_CTL_ADD);
    }
}

static void *loop(void *arg) {
    int ep = *(int *)arg;
    buf = malloc(CHUNK);
    for (;;) {
        struct epoll_event ev[64];
        int n = epoll_wait(ep, ev, 64, -1);
        /* data first: ending a session frees it, and only a control event does that */
        for (int i = 0; i < n; i++) {
            struct sess *s = (struct sess *)(uintptr_t)(ev[i].data.u64 & ~1ull);
            if (ev[i].data.u64 & K_DATA && s->dfd >= 0)
                run_job(s);
        }
        for (int i = 0; i < n; i++) {
            if (ev[i].data.u64 & K_DATA)
                continue;
            if (!ev[i].data.u64)
                on_accept();
            else
                on_control((struct sess *)(uintptr_t)ev[i].data.u64);
        }
    }
    return NULL;
}

int main(int argc, char **argv) {
    const char *cert = NULL, *key = NULL;
    int c, port = 2100;
    while ((c = getopt(argc, argv, "p:d:c:k:j:")) != -1)
        switch (c) {
        case 'p': port = atoi(optarg); break;
        case 'd': root_dir = optarg; break;
        case 'c': cert = optarg; break;
        case 'k': key = optarg; break;
        case 'j': threads = atoi(optarg); break;
        default: return 2;
        }
    signal(SIGPIPE, SIG_IGN);
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
    struct rlimit lim = { 65536, 65536 };
    setrlimit(RLIMIT_NOFILE, &lim);
    if (cert) {
        tls = SSL_CTX_new(TLS_server_method());
        SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                         SSL_MODE_RELEASE_BUFFERS);
        SSL_CTX_set_read_ahead(tls, 1);
        SSL_CTX_set_session_id_context(tls, (const unsigned char *)"limitd", 6);
        if (SSL_CTX_use_certificate_chain_file(tls, cert) != 1 ||
            SSL_CTX_use_PrivateKey_file(tls, key, SSL_FILETYPE_PEM) != 1) {
            ERR_print_errors_fp(stderr);
            return 2;
        }
    }
    if ((listener = make_listener(port)) < 0 || threads < 1 || !(eps = calloc((size_t)threads, sizeof *eps)))
        return 2;
    for (int i = 0; i < threads; i++)
        eps[i] = epoll_create1(EPOLL_CLOEXEC);
    watch(eps[0], listener, EPOLLIN, NULL, K_CONTROL, EPOLL_CTL_ADD);
    for (int i = 1; i < threads; i++) {
        pthread_t t;
        pthread_create(&t, NULL, loop, &eps[i]);
    }
    loop(&eps[0]);
}
