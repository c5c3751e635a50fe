package dev.gantry.server.watchdog;

/** What a service may be asked about itself when it is well. */
enum Lesson {
    /** The models of a service that speaks as OpenAI does. */
    MODELS("/v1/models"),
    /** Ollama's models. */
    TAGS("/api/tags"),
    /** The loaded models of Ollama and speaches. */
    RUNNING("/api/ps"),
    /** llama.cpp's slots, and whether it sleeps. */
    PROPS("/props"),
    /** llama.cpp's slots, one by one. */
    SLOTS("/slots"),
    /** The model of text-embeddings-inference, and how many requests it takes at once. */
    INFO("/info");

    private final String path;

    Lesson(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
