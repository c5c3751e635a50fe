package dev.gantry.cli;

import dev.gantry.diag.Problems;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Stack;
import java.util.Collection;
import java.util.SequencedMap;

/** Ctrl-C ends the waiting for a provider that asks for time. */
record StoppableSecrets(SecretSource source, Cancellation cancellation) implements SecretSource {

    @Override
    public void expect(Collection<Stack> stacks) {
        source.expect(stacks);
    }

    @Override
    public SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems) {
        try (var _ = cancellation.onCancel(Thread.currentThread()::interrupt)) {
            return source.secretsOf(stack, problems);
        } finally {
            boolean _ = Thread.interrupted();
        }
    }
}
