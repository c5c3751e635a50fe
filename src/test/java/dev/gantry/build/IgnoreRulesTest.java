package dev.gantry.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept out, by the rules that Docker documents and its matcher's own tests hold. */
class IgnoreRulesTest {

    private static List<String> ignored(String text, String... paths) {
        IgnoreRules rules = IgnoreRules.parse(text);
        return List.of(paths).stream().filter(rules::ignores).toList();
    }

    @Test
    void aStarStaysWithinAFolder() {
        assertThat(ignored("*.log", "a.log", "b/a.log", "a.logs")).containsExactly("a.log");
        assertThat(ignored("*/temp*", "a/temp", "a/tempo", "temp", "a/b/temp"))
                .containsExactly("a/temp", "a/tempo");
        assertThat(ignored("te?p", "temp", "te/p", "tep")).containsExactly("temp");
    }

    @Test
    void twoStarsStandForAnyNumberOfFolders() {
        assertThat(ignored("**/*.go", "a.go", "b/a.go", "b/c/a.go", "a.golang"))
                .containsExactly("a.go", "b/a.go", "b/c/a.go");
        assertThat(ignored("**/.env", ".env", "a/.env", "a.env")).containsExactly(".env", "a/.env");
        assertThat(ignored("a/**", "a", "a/b", "a/b/c")).containsExactly("a/b", "a/b/c");
        assertThat(ignored("a/**/z", "a/z", "a/b/c/z", "az")).containsExactly("a/z", "a/b/c/z");
        assertThat(ignored("**", "a", "b/c")).containsExactly("a", "b/c");
    }

    @Test
    void whatIsBelowAFolderGoesWithIt() {
        assertThat(ignored("node_modules", "node_modules/a/b", "src/node_modules/a"))
                .containsExactly("node_modules/a/b");
        assertThat(ignored("/node_modules/", "node_modules/a")).containsExactly("node_modules/a");
    }

    @Test
    void theLastRuleThatFitsDecides() {
        String rules = "*.md\n!README*.md\nREADME-secret.md\n";
        assertThat(ignored(rules, "a.md", "README.md", "README-secret.md"))
                .containsExactly("a.md", "README-secret.md");
        assertThat(ignored("docs\n!docs/README.md", "docs/a", "docs/README.md"))
                .containsExactly("docs/a");
        assertThat(ignored("!a\na", "a")).containsExactly("a");
    }

    @Test
    void linesAreReadAsDockerReadsThem() {
        assertThat(ignored("\uFEFFa\n# b\n\n  c  \n #d\n./e/../f\n! a", "a", "b", "c", "#d", "f"))
                .containsExactly("c", "#d", "f");
        assertThat(ignored("a(b)+$.x", "a(b)+$.x", "aabb.x")).containsExactly("a(b)+$.x");
        assertThat(ignored("a[b-d]\nx[^y]\n\\*z", "ac", "ae", "xa", "xy", "*z", "az"))
                .containsExactly("ac", "xa", "*z");
    }

    @Test
    void whatIsNoPatternIsToldSo() {
        assertThatThrownBy(() -> IgnoreRules.parse("a\n!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("illegal exclusion pattern");
        assertThatThrownBy(() -> IgnoreRules.parse("a["))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"a[\" is not a pattern");
    }

    @Test
    void exceptionsLeadIntoFoldersThatAreKeptOut() {
        IgnoreRules rules = IgnoreRules.parse("*\n!src/main/app\n");
        assertThat(rules.ignores("src")).isTrue();
        assertThat(rules.mayKeepBelow("src")).isTrue();
        assertThat(rules.mayKeepBelow("src/main")).isTrue();
        assertThat(rules.mayKeepBelow("sr")).isFalse();
        assertThat(rules.ignores("src/main/app/a")).isFalse();
    }

    @Test
    void theDockerfileIsBroughtBack() {
        IgnoreRules rules = IgnoreRules.parse("*").keeping(List.of("Dockerfile"));
        assertThat(rules.ignores("Dockerfile")).isFalse();
        assertThat(rules.ignores("a")).isTrue();
    }
}
