package org.supervision.confidential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A keyset in a file that its owner alone can read. A running server notices that the file was changed, so that a new key
 * needs no restart; one that cannot be read leaves it with the keys it has.
 */
public final class KeysetFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeysetFile.class);

    private final Path path;
    private volatile @Nullable Loaded loaded;

    private record Loaded(Keyring keys, FileTime changedAt) {}

    public KeysetFile(Path path) {
        this.path = path;
    }

    /** Whether there is such a file. */
    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * The keys as the file has them now.
     *
     * @throws IllegalArgumentException if the file is missing or holds no keyset, and never did
     */
    public Keyring keys() {
        Loaded known = loaded;
        try {
            FileTime changedAt = Files.getLastModifiedTime(path);
            if (known == null || !known.changedAt().equals(changedAt)) {
                known = new Loaded(Keyring.parse(Files.readString(path)), changedAt);
                loaded = known;
                LOG.info("{}", known.keys());
            }
            return known.keys();
        } catch (NoSuchFileException e) {
            return orKnown(known, "There is no keyset file " + path);
        } catch (IOException | IllegalArgumentException e) {
            return orKnown(known, "No keyset can be read from " + path);
        }
    }

    private static Keyring orKnown(@Nullable Loaded known, String problem) {
        if (known == null) {
            throw new IllegalArgumentException(problem);
        }
        LOG.warn("{}: going on with {}", problem, known.keys());
        return known.keys();
    }

    /** Writes the keys in place of what the file holds, wholly or not at all. */
    public void write(Keyring keys) {
        Path whole = path.toAbsolutePath();
        try {
            Files.createDirectories(whole.getParent());
            Path draft = Files.createTempFile(whole.getParent(), "keyset", ".tmp", ownerOnly(whole.getParent()));
            Files.writeString(draft, keys.toJson());
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The keyset cannot be written to " + path, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
