package org.supervision.notification.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server on the loopback address that fails as it is told and keeps what it takes. */
public final class FakeMailServer {

    private static final String WORDS = " canary words of the mail server";

    /** How a connection goes. */
    public enum Weather {
        FINE,
        /** Connected, and never a word. */
        SILENT,
        /** A word now and then, so that no read is late, and never an end. */
        CHATTY,
        /** The mail is taken, and that is said four seconds later, or as much as {@link #slow} says. */
        SLOW,
        /** The mail is taken, and the connection is lost before it is said so. */
        LOSING
    }

    private final List<MimeMessage> taken = new CopyOnWriteArrayList<>();
    private final Queue<Integer> refusedRecipients = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refusedMails = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private volatile Supplier<Weather> weather = () -> Weather.FINE;
    private volatile Function<String, Integer> refusals = recipient -> 0;
    private volatile @Nullable SSLContext certificate;
    private volatile boolean knowsNobody;
    private volatile Duration slowness = Duration.ofSeconds(4);
    private volatile ServerSocket listening;
    private int port;

    /** Listens; answers at which port. */
    public int start() {
        open();
        return port;
    }

    /** Listens, at the same port as before. */
    public void open() {
        try {
            ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            port = socket.getLocalPort();
            listening = socket;
            inBackground(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on each connection is refused. */
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything and is fine. */
    public void forget() {
        if (listening.isClosed()) {
            open();
        }
        taken.clear();
        refusedRecipients.clear();
        refusedMails.clear();
        weather = () -> Weather.FINE;
        refusals = recipient -> 0;
        certificate = null;
        knowsNobody = false;
        answer.countDown();
        answer = new CountDownLatch(0);
    }

    /** The next recipient is refused with this SMTP code. */
    void refuseRecipient(int code) {
        refusedRecipients.add(code);
    }

    /** The next mail is refused with this SMTP code after its text was sent. */
    void refuseMail(int code) {
        refusedMails.add(code);
    }

    /** With which code a recipient is refused; 0 takes it. */
    public void refuse(Function<String, Integer> codeOfRecipient) {
        refusals = codeOfRecipient;
    }

    /** Asked at each connection. */
    public void weather(Supplier<Weather> next) {
        weather = next;
    }

    /** From now on says so long after a mail that it has taken it. */
    public void slow(Duration after) {
        slowness = after;
        weather = () -> Weather.SLOW;
    }

    /** Offers STARTTLS with this certificate. */
    public void offer(SSLContext offered) {
        certificate = offered;
    }

    /** Asks for a sign-in and refuses each. */
    public void refuseSignIns() {
        knowsNobody = true;
    }

    /** Takes mails but does not say so until {@link #answerAtLast}. */
    void answerLate() {
        answer = new CountDownLatch(1);
    }

    void answerAtLast() {
        answer.countDown();
    }

    public List<MimeMessage> taken() {
        return List.copyOf(taken);
    }

    /** The Message-IDs of those taken, in that order. */
    public List<String> messageIds() {
        return taken.stream()
                .map(mail -> {
                    try {
                        return mail.getMessageID();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.toList());
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                inBackground(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Dialogue(socket, weather.get()).goOn();
        } catch (IOException | MessagingException brokenOff) {
            // as the test wants it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "fake-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Dialogue {

        private final Weather weather;
        private Socket socket;
        private BufferedReader in;

        Dialogue(Socket socket, Weather weather) throws IOException {
            this.weather = weather;
            over(socket);
        }

        private void over(Socket connection) throws IOException {
            socket = connection;
            in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        }

        void goOn() throws IOException, MessagingException, InterruptedException {
            if (weather == Weather.SILENT) {
                in.read();
                return;
            }
            say("220 localhost");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.toUpperCase(Locale.ROOT).split("[ :]")[0]) {
                    case "EHLO" -> greet();
                    case "STARTTLS" -> secure();
                    case "AUTH" -> say("535" + WORDS);
                    case "RCPT" -> recipient(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                    case "DATA" -> {
                        if (!data()) {
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("250 well");
                }
            }
        }

        private void greet() throws IOException, InterruptedException {
            while (weather == Weather.CHATTY) {
                say("250-one moment");
                Thread.sleep(50);
            }
            say("250-localhost");
            if (certificate != null && !(socket instanceof SSLSocket)) {
                say("250-STARTTLS");
            }
            if (knowsNobody) {
                say("250-AUTH PLAIN");
            }
            say("250 8BITMIME");
        }

        private void secure() throws IOException {
            say("220 go on");
            SSLSocket secured = (SSLSocket) certificate.getSocketFactory().createSocket(socket, null, port, true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            over(secured);
        }

        private void recipient(String address) throws IOException {
            Integer once = refusedRecipients.poll();
            int code = once == null ? refusals.apply(address) : once;
            say(code == 0 ? "250 known" : code + WORDS);
        }

        /** Answers whether the dialogue goes on. */
        private boolean data() throws IOException, MessagingException, InterruptedException {
            say("354 go on");
            StringBuilder text = new StringBuilder();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
                text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            Integer refused = refusedMails.poll();
            if (refused != null) {
                say(refused + WORDS);
                return true;
            }
            taken.add(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.toString().getBytes(ISO_8859_1))));
            if (weather == Weather.LOSING) {
                return false;
            }
            if (weather == Weather.SLOW) {
                Thread.sleep(slowness.toMillis());
            }
            answer.await(20, TimeUnit.SECONDS);
            say("250 taken");
            return true;
        }

        private void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        }
    }
}
