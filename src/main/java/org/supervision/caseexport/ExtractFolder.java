package org.supervision.caseexport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.supervision.session.CaseExtract;

/** The folder from which a case system takes its files. A file is there as a whole or not at all, and once. */
final class ExtractFolder {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r-----");

    private final Path folder;

    ExtractFolder(Path folder) {
        this.folder = folder;
    }

    /** The name of an extract's file, such as {@code SE-000456_C12_V1.json}. */
    static String nameOf(String extractId) {
        return extractId.replace('/', '_') + ".json";
    }

    /**
     * Writes an extract beside its place, to the disk, and then moves it there; one that is there is replaced by the same.
     *
     * @throws UncheckedIOException if that fails; it names files and says nothing of what is in them
     */
    void put(CaseExtract extract) {
        String name = nameOf(extract.id());
        Path unfinished = folder.resolve("." + name + ".part");
        try {
            write(unfinished, JSON.writeValueAsBytes(extract));
            Files.move(
                    unfinished,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An extract can be written: " + extract.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> anew =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, anew, forTheGroupAlone())) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Where the system knows groups, nobody else reads the file. */
    private FileAttribute<?>[] forTheGroupAlone() throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(READABLE)}
                : new FileAttribute<?>[0];
    }
}
