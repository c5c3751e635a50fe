package dev.gantry.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The key of what is kept of secrets: {@code cache.key} among this user's settings, apart from what
 * it seals, which is state. 32 random bytes, made when first needed.
 */
record CacheKey(Path configuration) {
    private static final String NAME = "cache.key";

    Path file() {
        return configuration.resolve(NAME);
    }

    /** The seal, where there is a key. */
    Optional<Seal> seal(SecureRandom random) throws IOException {
        try {
            byte[] key = Files.readAllBytes(file());
            if (key.length != Seal.KEY_BYTES) {
                throw new IOException(file() + " is no key of " + Seal.KEY_BYTES + " bytes");
            }
            return Optional.of(new Seal(key, random));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** The same, with a new key where there is none. */
    Seal sealOrNew(SecureRandom random) throws IOException {
        Optional<Seal> there = seal(random);
        if (there.isPresent()) {
            return there.get();
        }
        byte[] key = new byte[Seal.KEY_BYTES];
        random.nextBytes(key);
        try {
            new OwnFiles(configuration).create(NAME, key);
        } catch (FileAlreadyExistsException _) {
            // Another run was quicker; its key counts.
        }
        return seal(random).orElseThrow(() -> new IOException(file() + " has gone"));
    }
}
