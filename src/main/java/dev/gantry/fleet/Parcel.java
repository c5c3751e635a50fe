package dev.gantry.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file or folder of this machine that is to be on another, where its content says: who has the
 * same content has the same parcel, and another content lies beside it.
 *
 * @param words what it is, as a user would name it: {@code file ./conf/nginx.conf}
 * @param name what it is called in its place
 */
public record Parcel(String words, Path source, String name, Rights rights, Place place) {
    private static final int DIGEST_BYTES = 16;

    /** Up to here files are carried: what is more belongs into an image or a volume. */
    public static final FileTree.Limits LIMITS = new FileTree.Limits(100L << 20, 10_000);

    /**
     * Whose the files are, and what may be done with them.
     *
     * @param mode permission bits of a single file; negative for those that it has here
     */
    public record Rights(int mode, int user, int group) {
        /** Root's, with the permission bits that they have here. */
        public static final Rights AS_THEY_ARE = new Rights(-1, 0, 0);
    }

    /**
     * A folder of a host with one parcel in it.
     *
     * @param directory absolute; where everything delivered lives on that host
     * @param digest of everything that the parcel is
     */
    public record Place(String directory, String project, String digest) {

        public String path() {
            return directory + "/" + inside();
        }

        /** Below the directory. */
        public String inside() {
            return project + "/" + digest;
        }
    }

    /** Where it is on the host. */
    public String path() {
        return place.path() + "/" + name;
    }

    /**
     * What the tree's content comes to under this name with these rights: 32 hexadecimal digits.
     *
     * @throws IOException when a file cannot be read
     */
    public static String digest(FileTree tree, String name, Rights rights) throws IOException {
        MessageDigest sha256 = sha256();
        String about = name + "\n" + rights.mode() + " " + rights.user() + ":" + rights.group();
        sha256.update(about.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            tree.writeTo(out);
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }
}
