package dev.gantry.server.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/** Nodes and services for tests. */
public final class Nodes {
    private Nodes() {}

    /** A node of one service. */
    public static InferenceNode small(String name) {
        return with(name, List.of(service("chat", 8080)));
    }

    public static InferenceNode with(String name, List<InferenceService> services) {
        return new InferenceNode(
                name, name + ".lan", new LinkedHashMap<>(), new LinkedHashMap<>(), false, services);
    }

    public static InferenceService service(String name, int port) {
        return new InferenceService(
                name,
                Kind.LLAMA_CPP,
                Set.of(Capability.CHAT),
                port,
                false,
                "",
                "",
                List.of(),
                new LinkedHashMap<>(),
                OptionalInt.empty(),
                1,
                "",
                "");
    }

    /** A node where nothing is left out. */
    public static InferenceNode full(String name) {
        InferenceService chat =
                new InferenceService(
                        "chat",
                        Kind.OLLAMA,
                        Set.of(Capability.CHAT, Capability.EMBEDDINGS, Capability.RERANK),
                        11434,
                        true,
                        "/ollama",
                        "/health/live",
                        List.of("llama3:8b", "qwen"),
                        map("gpt-4o", "llama3:8b", "small", "qwen"),
                        OptionalInt.of(4),
                        2.5,
                        "gpu",
                        "LLM_KEY");
        SequencedMap<String, Integer> devices = new LinkedHashMap<>();
        devices.put("gpu", 2);
        devices.put("npu", 1);
        return new InferenceNode(
                name,
                "fd00::7",
                map("gpu", "nvidia", "rack", ""),
                devices,
                false,
                List.of(chat, service("a-second", 8081)));
    }

    private static SequencedMap<String, String> map(String... pairs) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
