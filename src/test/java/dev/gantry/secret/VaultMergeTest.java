package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches change a vault, and Git itself merges them. */
class VaultMergeTest {
    @TempDir private Path folder = Path.of("");

    private Vaults vaults() {
        return Vaults.withKeyFile(folder);
    }

    @BeforeEach
    void fourSecrets() throws IOException {
        for (String name : List.of("B", "D", "F", "H")) {
            vaults().set("/", name, "first " + name);
        }
        Files.copy(vaults().file(), folder.resolve("base"));
    }

    /** Changes the vault as it was, and keeps the outcome under that name. */
    private void branch(String name, String secret, String value) throws IOException {
        Files.writeString(vaults().file(), Files.readString(folder.resolve("base")));
        vaults().set("/", secret, value);
        Files.move(vaults().file(), folder.resolve(name));
    }

    /** What {@code git merge} does with a file; whether it found a conflict. */
    private boolean merge(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("git", "merge-file"));
        words.addAll(List.of(options));
        words.addAll(List.of("ours", "base", "theirs"));
        int code =
                new ProcessBuilder(words).directory(folder.toFile()).inheritIO().start().waitFor();
        Files.move(folder.resolve("ours"), vaults().file());
        return code != 0;
    }

    @Test
    void changesOfNeighboursMerge() throws IOException, InterruptedException {
        branch("ours", "B", "second B");
        branch("theirs", "D", "second D");
        assertThat(merge()).isFalse();
        assertThat(vaults().get("/", "B")).contains("second B");
        assertThat(vaults().get("/", "D")).contains("second D");
        assertThat(vaults().get("/", "F")).contains("first F");
    }

    @Test
    void newOnesInDifferentPlacesMerge() throws IOException, InterruptedException {
        branch("ours", "C", "new C");
        branch("theirs", "G", "new G");
        assertThat(merge()).isFalse();
        assertThat(vaults().get("/", "C")).contains("new C");
        assertThat(vaults().get("/", "G")).contains("new G");
    }

    @Test
    void newOnesInTheSamePlaceMergeByUnion() throws IOException, InterruptedException {
        branch("ours", "E", "new E");
        branch("theirs", "E2", "new E2");
        assertThat(merge("--union")).isFalse();
        assertThat(vaults().get("/", "E")).contains("new E");
        assertThat(vaults().get("/", "E2")).contains("new E2");
        assertThat(vaults().get("/", "H")).contains("first H");
    }

    @Test
    void theSameSecretOnBothSidesIsAConflictThatIsSeen() throws IOException, InterruptedException {
        branch("ours", "D", "ours");
        branch("theirs", "D", "theirs");
        assertThat(merge()).isTrue();
        assertThatThrownBy(() -> vaults().get("/", "B"))
                .hasMessageContaining("Git has left a conflict here");
    }
}
