package org.supervision.integrity;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.Keyring;
import org.supervision.confidential.KeysetFile;
import org.supervision.confidential.Reencryption;
import org.supervision.confidential.TextCipher;

/**
 * What whoever runs the product does from the command line, with {@code --supervision.command=...} and the settings of
 * the server: neither engine nor web server starts, and nothing is shown of any text.
 */
public enum Command {
    /** Makes the keyset file, or adds a key to it that every server can read before one writes with it. */
    NEW_KEY(KeysetOnly.class) {
        @Override
        int run(ConfigurableApplicationContext context, PrintStream out) {
            KeysetFile file = fileOf(context.getEnvironment());
            if (!file.exists()) {
                Keyring keys = Keyring.generate();
                file.write(keys);
                out.println("Made a keyset with the key " + keys.current() + ". Keep a copy: without it no text of this"
                        + " installation, nor of its backups, can ever be read.");
                return 0;
            }
            Keyring keys = file.keys();
            Keyring more = keys.withNewKey();
            file.write(more);
            TreeSet<String> added = new TreeSet<>(more.ids());
            added.removeAll(keys.ids());
            out.println("Added the key " + added.first() + ". Once every server has the file, --supervision.command="
                    + "use-new-key makes it the one that texts are encrypted with.");
            return 0;
        }
    },
    /** Makes the newest key the current one. */
    USE_NEW_KEY(KeysetOnly.class) {
        @Override
        int run(ConfigurableApplicationContext context, PrintStream out) {
            KeysetFile file = fileOf(context.getEnvironment());
            Keyring keys = file.keys().withNewestCurrent();
            file.write(keys);
            out.println(
                    "Texts are encrypted with the key " + keys.current() + " from now on. Older texts follow with the"
                            + " daily sweeps, or at once with --supervision.command=reencrypt.");
            return 0;
        }
    },
    /** Encrypts with the current key whatever was encrypted with another, and says whether any other is still needed. */
    REENCRYPT(WithDatabase.class) {
        @Override
        int run(ConfigurableApplicationContext context, PrintStream out) {
            Reencryption.Result result = new Reencryption(
                            context.getBean(JdbcClient.class),
                            context.getBean(PlatformTransactionManager.class),
                            cipher(context.getEnvironment()),
                            ConfidentialColumns.read())
                    .run(Duration.ofDays(1));
            result.unreadable().forEach(out::println);
            out.println(result.changed() + " texts were encrypted anew. "
                    + (result.complete()
                            ? "No text needs any key but the current one; older ones are needed for seals and for older backups."
                            : result.left() + result.unreadable().size() + " texts still need another key."));
            return result.complete() ? 0 : 1;
        }
    },
    /** Reads every text, compares signed ones with their signatures, and checks all seals. */
    VERIFY(WithDatabase.class) {
        @Override
        int run(ConfigurableApplicationContext context, PrintStream out) {
            Verification.Result result = new Verification(
                            context.getBean(JdbcClient.class),
                            cipher(context.getEnvironment()),
                            ConfidentialColumns.read())
                    .run();
            result.findings().forEach(out::println);
            out.println(
                    result.texts() + " texts were read, " + result.findings().size() + " findings.");
            return result.findings().isEmpty() ? 0 : 1;
        }
    };

    private static final String ARGUMENT = "--supervision.command=";

    private final Class<?> beans;

    Command(Class<?> beans) {
        this.beans = beans;
    }

    abstract int run(ConfigurableApplicationContext context, PrintStream out);

    /** Whether these arguments ask for a command in place of the server. */
    public static boolean isAsked(String... args) {
        return Arrays.stream(args).anyMatch(argument -> argument.startsWith(ARGUMENT));
    }

    /**
     * Carries out the command that these arguments ask for.
     *
     * @return the exit code: 0 when all is well, 1 when there are findings, 2 when it could not be done
     */
    public static int run(PrintStream out, String... args) {
        String asked = Arrays.stream(args)
                .filter(argument -> argument.startsWith(ARGUMENT))
                .map(argument -> argument.substring(ARGUMENT.length()))
                .findFirst()
                .orElse("");
        Optional<Command> command = Arrays.stream(values())
                .filter(known -> known.word().equals(asked))
                .findFirst();
        if (command.isEmpty()) {
            out.println(
                    "Commands are " + Arrays.stream(values()).map(Command::word).toList() + ".");
            return 2;
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(command.get().beans)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(args)) {
            return command.get().run(context, out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        } catch (DataAccessException e) {
            out.println("The database cannot be used: " + e.getClass().getSimpleName());
            return 2;
        }
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static KeysetFile fileOf(Environment environment) {
        String path = environment.getProperty("supervision.encryption.keyset-file", "");
        if (path.isBlank()) {
            throw new IllegalArgumentException("Say which file: --supervision.encryption.keyset-file=...");
        }
        return new KeysetFile(Path.of(path));
    }

    private static TextCipher cipher(Environment environment) {
        String keyset = environment.getProperty("supervision.encryption.keyset", "");
        if (!keyset.isBlank()) {
            Keyring keys = Keyring.parse(keyset);
            return new TextCipher(() -> keys);
        }
        KeysetFile file = fileOf(environment);
        file.keys();
        return new TextCipher(file::keys);
    }

    /** For commands that change the keyset file alone. */
    static class KeysetOnly {}

    /** For commands that read the database; without a stereotype, so that no server finds it. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class WithDatabase {}
}
