package org.supervision.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Sockets that close by themselves after a while. A time-out bounds each read alone, and a server that says a little now
 * and then is never late for one.
 */
final class BoundedSockets extends SocketFactory implements AutoCloseable {

    private final ScheduledThreadPoolExecutor closing = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mail-bound");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration longest;

    /** @param longest from opening a socket to closing it */
    BoundedSockets(Duration longest) {
        this.longest = longest;
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Socket();
        closing.schedule(
                () -> {
                    socket.close();
                    return null;
                },
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress server) throws IOException {
        Socket socket = createSocket();
        socket.connect(server);
        return socket;
    }

    @Override
    public void close() {
        closing.shutdownNow();
    }
}
