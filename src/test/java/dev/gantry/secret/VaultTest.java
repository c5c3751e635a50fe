package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    @TempDir private Path folder = Path.of("");

    private Vaults vaults() {
        return Vaults.withKeyFile(folder);
    }

    @Test
    void whatIsSetIsThereAndStandsNowhereInTheClear() throws IOException {
        Vaults vaults = vaults();
        vaults.set("/", "TOKEN", "opensesame");
        vaults.set("/gitea", "DB", "two\nlines\n");
        assertThat(vaults.get("/", "TOKEN")).contains("opensesame");
        assertThat(vaults.get("gitea/", "DB")).contains("two\nlines\n");
        assertThat(vaults.get("/", "DB")).isEmpty();
        assertThat(Files.readString(vaults.file()))
                .contains("/TOKEN = ", "/gitea/DB = ", "key file")
                .doesNotContain("opensesame", "lines");
        assertThat(vaults.open().toString()).doesNotContain("opensesame");
    }

    @Test
    void entriesAreSortedAndAChangeTouchesOneLine() throws IOException {
        Vaults vaults = vaults();
        for (String name : List.of("M", "Z", "A")) {
            vaults.set("/", name, "value of " + name);
        }
        List<String> before = Files.readAllLines(vaults.file());
        assertThat(before.stream().filter(line -> line.contains(" = ")).map(line -> line.charAt(1)))
                .containsExactly('A', 'M', 'Z');
        vaults.set("/", "M", "another");
        List<String> after = Files.readAllLines(vaults.file());
        List<String> changed = new ArrayList<>(after);
        changed.removeAll(before);
        assertThat(after).hasSameSizeAs(before);
        assertThat(changed).singleElement().asString().startsWith("/M = ");
        vaults.open().without(SecretAddress.of("/", "M")).save();
        before.removeIf(line -> line.startsWith("/M = "));
        assertThat(Files.readAllLines(vaults.file()).stream().filter(line -> !line.isEmpty()))
                .containsExactlyElementsOf(
                        before.stream().filter(line -> !line.isEmpty()).toList());
    }

    @Test
    void aLineInAnothersPlaceDoesNotOpen() throws IOException {
        Vaults vaults = vaults();
        vaults.set("/", "A", "one");
        vaults.set("/", "B", "two");
        String text = Files.readString(vaults.file());
        Files.writeString(
                vaults.file(),
                text.replace("/A ", "/X ").replace("/B ", "/A ").replace("/X ", "/B "));
        assertThatThrownBy(() -> vaults.get("/", "A"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("secrets.vault:8:1: the value of /A does not open");
    }

    @Test
    void whatIsWrongWithTheFileIsToldWithItsLineAndNothingIsLost() throws IOException {
        Vaults vaults = vaults();
        vaults.set("/", "A", "one");
        String text = Files.readString(vaults.file());
        String entry = text.lines().filter(line -> line.startsWith("/A")).findFirst().orElseThrow();
        Map<String, String> wrong =
                Map.of(
                        text + entry + "\n",
                        "7:1: /A stands here again, after line 6",
                        text + "/B = &&&\n",
                        "7:1: this line is damaged",
                        text + "B = QUJD\n",
                        "7:1: this line is damaged",
                        text + "half a li",
                        "7:1: this line is damaged",
                        text.replace("vault 1", "vault 2"),
                        "2:1: this vault is of another format",
                        text.replace("key file", "key rot13"),
                        "3:1: this line says no way",
                        text.replace("check ", "check !"),
                        "4:1: the check of the key is damaged",
                        "A=b\n",
                        "1:1: this is no vault",
                        "",
                        "1:1: this is no vault",
                        text.replace(entry, "<<<<<<< HEAD\n" + entry + "\n=======\n>>>>>>> b"),
                        "6:1: Git has left a conflict here");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Files.writeString(vaults.file(), one.getKey());
            assertThatThrownBy(() -> vaults.set("/", "C", "three"))
                    .as(one.getKey())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("secrets.vault:" + one.getValue());
            assertThat(Files.readString(vaults.file())).isEqualTo(one.getKey());
        }
    }

    @Test
    void waysToAKeyThatWearAMachineOutAreRefused() {
        String salt = " salt=AAAAAAAAAAAAAAAAAAAAAA==";
        assertThat(VaultKey.parse("argon2id memory=65536 passes=3 lanes=4" + salt)).isPresent();
        for (String way :
                List.of(
                        "argon2id memory=9999999 passes=3 lanes=4" + salt,
                        "argon2id memory=65536 passes=99 lanes=4" + salt,
                        "argon2id memory=65536 passes=3 lanes=0" + salt,
                        "argon2id memory=8 passes=3 lanes=4" + salt,
                        "argon2id memory=65536 passes=3 lanes=4 salt=AAAA")) {
            assertThat(VaultKey.parse(way)).as(way).isEmpty();
        }
    }

    @Test
    void aWrongPassphraseIsNoDamage() {
        Vaults vaults = Vaults.withPassphrase(folder);
        vaults.set("/", "A", "one");
        assertThat(vaults.get("/", "A")).contains("one");
        vaults.environment().put("GANTRY_VAULT_PASSPHRASE", "something else");
        Keyring keyring = vaults.keyring();
        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(() -> Vault.read(vaults.settings()).open(keyring, ""))
                    .isInstanceOf(OperationException.class)
                    .hasMessage("this is not the passphrase of secrets.vault");
        }
    }

    /** From the test suite of the reference implementation of Argon2. */
    @Test
    void itIsTheArgon2OfTheReference() {
        byte[] salt = "somesalt".getBytes(StandardCharsets.UTF_8);
        VaultKey.Derived way =
                new VaultKey.Derived(256, 2, 2, Base64.getEncoder().encodeToString(salt));
        assertThat(HexFormat.of().formatHex(Argon2.key("password", way)))
                .isEqualTo("6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037");
    }

    @Test
    void aNewPassphraseIsAskedForTwice() {
        Vaults vaults = new Vaults(folder, Map.of());
        assertThatThrownBy(() -> begin(vaults, "correct horse battery", "correct horse batterie"))
                .hasMessage("the passphrases differ");
        assertThatThrownBy(() -> begin(vaults, "short", "short"))
                .hasMessageContaining("fewer than 12 characters");
        assertThatThrownBy(() -> begin(vaults)).hasMessageContaining("nobody is here to be asked");
        assertThat(vaults.file()).doesNotExist();
        begin(vaults, Vaults.PASSPHRASE, Vaults.PASSPHRASE)
                .with(SecretAddress.of("/", "A"), "one")
                .save();
        assertThat(begin(vaults, Vaults.PASSPHRASE).value(SecretAddress.of("/", "A")))
                .contains("one");
    }

    private static OpenVault begin(Vaults vaults, String... answers) {
        Deque<String> typed = new ArrayDeque<>(List.of(answers));
        Keyring keyring = vaults.keyring(_ -> Optional.ofNullable(typed.poll()));
        return Vault.read(vaults.settings()).open(keyring, "");
    }

    @Test
    void aKeyFileIsItsOwnersAlone() throws IOException {
        Vaults vaults = vaults();
        vaults.set("/", "A", "one");
        Path key = folder.resolve("vault.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> vaults.get("/", "A"))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("can be read or written by others");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "AAAA\n");
        assertThatThrownBy(() -> vaults.get("/", "A")).hasMessageContaining("holds no key");
        Files.delete(key);
        assertThatThrownBy(() -> vaults.get("/", "A")).hasMessageContaining("there is no file");
    }

    @Test
    void whatIsNotSavedLeavesNothing() {
        Vaults vaults = vaults();
        vaults.open().with(SecretAddress.of("/", "A"), "one");
        assertThat(folder).isEmptyDirectory();
        vaults.set("/", "A", "one");
        vaults.open().rekeyed(vaults.keyring(), folder + "/next.key", "");
        assertThat(folder.resolve("next.key")).doesNotExist();
        assertThat(vaults.get("/", "A")).contains("one");
    }

    @Test
    void rekeyingKeepsEveryValueAndClosesTheOldWay() throws IOException {
        Vaults vaults = vaults();
        vaults.set("/", "A", "one");
        vaults.set("/gitea", "A", "two");
        String next = folder.resolve("next.key").toString();
        assertThatThrownBy(() -> vaults.open().rekeyed(vaults.keyring(), folder + "/vault.key", ""))
                .hasMessageContaining("this is the key that secrets.vault has");
        vaults.open().rekeyed(vaults.keyring(), next, "").save();
        assertThatThrownBy(() -> vaults.get("/", "A"))
                .hasMessageContaining("vault.key is not the key of secrets.vault");
        vaults.environment().put("GANTRY_VAULT_KEY_FILE", next);
        assertThat(vaults.get("/", "A")).contains("one");
        assertThat(vaults.get("/gitea", "A")).contains("two");
    }

    @Test
    void nobodysChangeIsLost() throws IOException {
        Vaults vaults = vaults();
        vaults.set("/", "A", "one");
        OpenVault slow = vaults.open().with(SecretAddress.of("/", "B"), "two");
        vaults.set("/", "C", "three");
        assertThatThrownBy(slow::save).hasMessageContaining("changed by somebody else meanwhile");
        assertThat(vaults.get("/", "C")).contains("three");
        Files.createFile(folder.resolve("secrets.vault.new"));
        assertThatThrownBy(() -> vaults.set("/", "D", "four"))
                .hasMessageContaining("somebody else is changing secrets.vault");
    }
}
