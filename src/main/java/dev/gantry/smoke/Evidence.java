package dev.gantry.smoke;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.JsonWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A folder of dated reports. A file that is there is never written again. */
public record Evidence(Path folder) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int MOST = 1000;

    /**
     * Writes {@code STAMP-smoke.json} and {@code STAMP-smoke.md}; with a number behind the stamp
     * where there is a report of the same second.
     *
     * @return the page
     * @throws OperationException when that cannot be done
     */
    public Path write(SmokeReport report) {
        try {
            Files.createDirectories(folder);
            String stamp = STAMP.format(report.started());
            for (int number = 1; number < MOST; number++) {
                String name = stamp + (number == 1 ? "" : "-" + number) + "-smoke";
                Path page = folder.resolve(name + ".md");
                if (!Files.exists(page)
                        && create(name + ".json", JsonWriter.pretty(ReportJson.of(report)) + "\n")
                        && create(name + ".md", ReportPage.of(report))) {
                    return page;
                }
            }
            throw new IOException("there are " + MOST + " reports of this second");
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot write the evidence below " + folder + ": " + failed.getMessage(),
                    "name another folder with --evidence DIR, or none with --no-evidence",
                    failed);
        }
    }

    /** Whole or not at all; false where there is a file of that name. */
    private boolean create(String name, String text) throws IOException {
        Path draft = Files.createTempFile(folder, ".", ".part");
        try {
            Files.writeString(draft, text);
            Files.move(draft, folder.resolve(name));
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
