package dev.gantry.server.gateway;

import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which path is what. Sources: the OpenAI API, and the servers' own documentation. */
public final class Routes {
    private static final String MODEL = "/v1/models/";
    private static final String DIRECT = "/upstream/";

    private static final Map<String, Route> POSTS = new LinkedHashMap<>();

    static {
        json(Capability.CHAT, "/v1/chat/completions", "/v1/completions", "/v1/responses");
        json(Capability.CHAT, "/v1/messages", "/v1/messages/count_tokens");
        json(Capability.EMBEDDINGS, "/v1/embeddings");
        json(Capability.RERANK, "/v1/rerank", "/v1/reranking", "/rerank");
        json(Capability.SPEECH, "/v1/audio/speech");
        json(Capability.IMAGES, "/v1/images/generations");
        form(Capability.TRANSCRIPTION, "/v1/audio/transcriptions", "/v1/audio/translations");
        form(Capability.IMAGES, "/v1/images/edits", "/v1/images/variations");
        of(Kind.OLLAMA, Capability.CHAT, "/api/chat", "/api/generate", "/api/show");
        of(Kind.OLLAMA, Capability.EMBEDDINGS, "/api/embed", "/api/embeddings");
        of(Kind.LLAMA_CPP, Capability.CHAT, "/completion", "/completions", "/infill");
        of(Kind.LLAMA_CPP, Capability.CHAT, "/tokenize", "/detokenize", "/apply-template");
        of(Kind.LLAMA_CPP, Capability.EMBEDDINGS, "/embedding");
        of(Kind.TEXT_EMBEDDINGS_INFERENCE, Capability.EMBEDDINGS, "/embed", "/embed_all");
        POSTS.put(
                "/inference",
                new Route.Native(Kind.WHISPER_CPP, Capability.TRANSCRIPTION, Route.Body.OPAQUE));
    }

    private Routes() {}

    /**
     * What a request is for.
     *
     * @param path without a query, as it was written; {@link Paths#sound} of it holds
     */
    public static Route of(String method, String path) {
        if (path.equals("/v1/models")) {
            return only("GET", method, new Route.Models());
        }
        if (path.startsWith(MODEL) && path.length() > MODEL.length()) {
            return only("GET", method, new Route.Model(decoded(path.substring(MODEL.length()))));
        }
        if (path.startsWith(DIRECT)) {
            return direct(path.substring(DIRECT.length()));
        }
        Route post = POSTS.get(path);
        return post == null ? new Route.None() : only("POST", method, post);
    }

    private static Route only(String allowed, String method, Route route) {
        boolean right = method.equals(allowed) || (method.equals("HEAD") && allowed.equals("GET"));
        return right ? route : new Route.WrongMethod(allowed);
    }

    private static Route direct(String rest) {
        int node = rest.indexOf('/');
        int service = rest.indexOf('/', node + 1);
        if (node < 1 || (service < 0 ? rest.length() : service) == node + 1) {
            return new Route.None();
        }
        int end = service < 0 ? rest.length() : service;
        String path = service < 0 ? "/" : rest.substring(service);
        return new Route.Direct(rest.substring(0, node), rest.substring(node + 1, end), path);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static void json(Capability capability, String... paths) {
        for (String path : paths) {
            POSTS.put(path, new Route.Work(capability, Route.Body.JSON));
        }
    }

    private static void form(Capability capability, String... paths) {
        for (String path : paths) {
            POSTS.put(path, new Route.Work(capability, Route.Body.FORM));
        }
    }

    private static void of(Kind kind, Capability capability, String... paths) {
        for (String path : paths) {
            POSTS.put(path, new Route.Native(kind, capability, Route.Body.JSON));
        }
    }
}
