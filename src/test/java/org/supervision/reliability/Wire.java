package org.supervision.reliability;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 byte by byte, so that what no client would send can be sent as well. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status 0 where the connection was closed without a word
     */
    record Answer(int status, List<String> headers, byte[] bytes, long millis) {

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Empty where there is none. */
        String header(String name) {
            return all(name).stream().findFirst().orElse("");
        }

        List<String> all(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }
    }

    /**
     * Sends a request as it is.
     *
     * @param cut whether nothing comes after these bytes, whatever they announce
     */
    Answer send(byte[] request, boolean cut) {
        boolean fresh = socket == null;
        try {
            return exchange(request, cut);
        } catch (IOException e) {
            close();
            if (fresh) {
                return new Answer(0, List.of(), new byte[0], 0);
            }
        }
        // the server may have closed a connection that was kept
        try {
            return exchange(request, cut);
        } catch (IOException e) {
            close();
            return new Answer(0, List.of(), new byte[0], 0);
        }
    }

    private Answer exchange(byte[] request, boolean cut) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        long began = System.nanoTime();
        boolean sent = true;
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // it may have answered before it had read all
            sent = false;
        }
        if (cut) {
            socket.shutdownOutput();
        }
        String status = line(in);
        while (status.startsWith("HTTP/1.1 100")) {
            headers(in);
            status = line(in);
        }
        List<String> headers = headers(in);
        int code = Integer.parseInt(status.split(" ")[1]);
        Answer head = new Answer(code, headers, new byte[0], 0);
        boolean hasBody =
                code != 204 && code != 304 && !new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
        byte[] body = hasBody ? body(in, head) : new byte[0];
        if (cut || !sent || head.header("Connection").equalsIgnoreCase("close")) {
            close();
        }
        return new Answer(code, headers, body, (System.nanoTime() - began) / 1_000_000);
    }

    private static List<String> headers(InputStream in) throws IOException {
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        return headers;
    }

    private static byte[] body(InputStream in, Answer head) throws IOException {
        if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = size(in); size > 0; size = size(in)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            headers(in);
            return body.toByteArray();
        }
        String length = head.header("Content-Length");
        return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";")[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }
}
