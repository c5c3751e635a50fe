package dev.gantry.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lowered program is the same program, and nothing in it is left to the first call. */
class LoweringTest {
    @Test
    @SuppressWarnings("unchecked")
    void loweredCodeAnswersAsTheOriginal() throws ReflectiveOperationException {
        Class<?> lowered = new LoweringLoader().loadClass(Sample.class.getName());
        assertThat(lowered).isNotSameAs(Sample.class);
        Object sample = lowered.getConstructor().newInstance();
        assertThat(((Function<Boolean, List<String>>) sample).apply(true))
                .isEqualTo(new Sample().apply(true));
    }

    @Test
    void loweringLeavesOnlyWhatTheAotCacheKeeps() throws IOException {
        for (Path file : ourClasses()) {
            byte[] before = Files.readAllBytes(file);
            byte[] after = Lowering.lower(before);
            assertThat(leftToTheFirstCall(after)).as(file.toString()).isEmpty();
            assertThat(ClassFile.of().verify(after)).as(file.toString()).isEmpty();
            if (leftToTheFirstCall(before).isEmpty()) {
                assertThat(after).isSameAs(before);
            }
        }
    }

    @Test
    void thereIsSomethingToLower() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : ourClasses()) {
            found.addAll(leftToTheFirstCall(Files.readAllBytes(file)));
        }
        assertThat(found)
                .contains("SwitchBootstraps typeSwitch", "ObjectMethods equals")
                .contains("ObjectMethods hashCode");
    }

    private static List<Path> ourClasses() throws IOException {
        Path classes =
                Path.of(
                        Lowering.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    /** {@code toString} of a record is for people who debug: it may take its time. */
    private static List<String> leftToTheFirstCall(byte[] classFile) {
        List<String> found = new ArrayList<>();
        ClassModel model = ClassFile.of().parse(classFile);
        for (MethodModel method : model.methods()) {
            for (CodeElement element :
                    method.code().map(code -> code.elementList()).orElse(List.of())) {
                if (element instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod().owner().packageName().equals("java.lang.runtime")
                        && !call.name().equalsString("toString")) {
                    found.add(
                            call.bootstrapMethod().owner().displayName()
                                    + " "
                                    + call.name().stringValue());
                }
            }
        }
        return found;
    }

    /** Defines {@link Sample} and what is nested in it anew, lowered. */
    private static final class LoweringLoader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Sample.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? lowered(name) : known;
        }

        private Class<?> lowered(String name) throws ClassNotFoundException {
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(Sample.class.getResourceAsStream(file))) {
                byte[] code = Lowering.lower(in.readAllBytes());
                return defineClass(name, code, 0, code.length);
            } catch (IOException failed) {
                throw new ClassNotFoundException(name, failed);
            }
        }
    }
}
