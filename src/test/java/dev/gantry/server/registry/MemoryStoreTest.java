package dev.gantry.server.registry;

class MemoryStoreTest implements RegistryStoreContract {
    private final RegistryStore store = new MemoryStore();

    @Override
    public RegistryStore store() {
        return store;
    }
}
