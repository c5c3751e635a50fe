package dev.gantry.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * One screen: no file over 400 lines, no method over 40, or 60 where it is one flat {@code switch}.
 */
class SizeTest {
    private static final int FILE = 400;
    private static final int METHOD = 40;
    private static final int FLAT_SWITCH = 60;

    @Test
    void filesFitInTheEye() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void methodsFitOnAScreen() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources()));
            List<String> tooLong = new ArrayList<>();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Meter(unit, positions, tooLong).scan(unit, null);
            }
            assertThat(tooLong).isEmpty();
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java", "src/e2e/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    /** Measures every method and lambda of one file. */
    private static final class Meter extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;
        private final List<String> tooLong;

        Meter(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            measure(
                    method,
                    method.getName().toString(),
                    isFlatSwitch(method) ? FLAT_SWITCH : METHOD);
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
            measure(lambda, "a lambda", METHOD);
            return super.visitLambdaExpression(lambda, null);
        }

        private void measure(Tree tree, String name, int limit) {
            long first = lines.getLineNumber(positions.getStartPosition(unit, tree));
            long last = lines.getLineNumber(positions.getEndPosition(unit, tree));
            if (last - first + 1 > limit) {
                tooLong.add(
                        unit.getSourceFile().getName()
                                + ":"
                                + first
                                + ": "
                                + name
                                + " has "
                                + (last - first + 1)
                                + " lines");
            }
        }

        private static boolean isFlatSwitch(MethodTree method) {
            if (method.getBody() == null || method.getBody().getStatements().size() != 1) {
                return false;
            }
            StatementTree only = method.getBody().getStatements().getFirst();
            return only instanceof SwitchTree
                    || (only instanceof ReturnTree result
                            && result.getExpression() instanceof SwitchExpressionTree);
        }
    }
}
