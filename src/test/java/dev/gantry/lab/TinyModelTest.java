package dev.gantry.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files were proven on llama.cpp's server; from then on every byte counts. */
class TinyModelTest {
    @TempDir private Path folder;

    @Test
    void writesTheSameFileAsThePrototypeByDefault() throws IOException {
        Path file = folder.resolve("tiny.gguf");
        TinyModel.named("tiny").write(file);
        assertThat(Files.size(file)).isEqualTo(672370 / 32 * 32 + 32);
        assertThat(digest(file))
                .isEqualTo("6d6bf1a1fd79b25d300582484ef865f8c47f6be0123921ab517077004397fd2e");
    }

    @Test
    void writesTheSameFileAsThePrototypeWithEverythingChosen() throws IOException {
        Path file = folder.resolve("demo.gguf");
        new TinyModel("demo", "Ein anderer Satz für heute.", List.of("cat", "dog"), 512, 2, 64)
                .write(file);
        assertThat(digest(file))
                .isEqualTo("8f312acdde48e581e7e0926996fcd570be5bc717f22835d2f1d4481f597344af");
    }

    @Test
    void overwritesALargerFile() throws IOException {
        Path file = folder.resolve("tiny.gguf");
        Files.write(file, new byte[2_000_000]);
        TinyModel.named("tiny").write(file);
        assertThat(digest(file))
                .isEqualTo("6d6bf1a1fd79b25d300582484ef865f8c47f6be0123921ab517077004397fd2e");
    }

    @Test
    void refusesAReplyThatItCouldNotEnd() {
        TinyModel model = new TinyModel("x", "say never and never", List.of(), 384, 1, 32);
        assertThatThrownBy(() -> model.write(folder.resolve("x")))
                .hasMessageContaining("must all differ");
    }

    @Test
    void refusesMoreTokensThanItsWidth() {
        TinyModel model = new TinyModel("x", "a reply of words", List.of(), 270, 1, 32);
        assertThatThrownBy(() -> model.write(folder.resolve("x")))
                .hasMessageContaining("do not fit a model of width 270");
    }

    private static String digest(Path file) throws IOException {
        Digest.Stream digest = new Digest.Stream(OutputStream.nullOutputStream());
        try (InputStream content = Files.newInputStream(file)) {
            content.transferTo(digest);
        }
        return digest.hex();
    }
}
