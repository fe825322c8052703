package org.supervision.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the work costs this machine: the time of its processors, as a loaded machine's clock says little. */
final class Machine {

    private static final double TICKS_PER_MILLISECOND = 0.1; // USER_HZ is 100 on Linux

    private Machine() {}

    /** CPU time of this thread and of all processes of PostgreSQL on this machine so far, in milliseconds. */
    static double cpu() {
        return thread() + postgres();
    }

    /** CPU time of this thread so far, in milliseconds. */
    static double thread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }

    /** CPU time of this process so far, in milliseconds. */
    static double process() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e6;
    }

    /** CPU time of the PostgreSQL that this process has started, in milliseconds; those of its sessions that still are. */
    static double postgres() {
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        return children.stream()
                .mapToDouble(child -> ticks(Path.of("/proc", Long.toString(child.pid()), "stat")))
                .sum();
    }

    private static double ticks(Path stat) {
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_MILLISECOND;
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    /** How long it is since then, by the clock. */
    static double seconds(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    /** What it is, in words. */
    static String words() {
        Runtime jvm = Runtime.getRuntime();
        return "%s, %d cores, %.0f GB of memory, JDK %s (heap %.1f GB), load average %.1f"
                .formatted(
                        line(Path.of("/proc/cpuinfo"), "model name"),
                        jvm.availableProcessors(),
                        Long.parseLong(line(Path.of("/proc/meminfo"), "MemTotal")
                                        .replaceAll("\\D", ""))
                                / 1048576.0,
                        Runtime.version(),
                        jvm.maxMemory() / 1073741824.0,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** How many processes want a processor, on average over the last minute. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String line(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
