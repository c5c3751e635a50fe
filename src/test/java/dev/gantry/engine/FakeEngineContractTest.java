package dev.gantry.engine;

/** The engine in memory keeps the contract. */
class FakeEngineContractTest implements EngineContract {
    private final FakeEngine engine = new FakeEngine("box").image("redis:7");

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public String image() {
        return "redis:7";
    }

    @Override
    public String prefix() {
        return "contract";
    }
}
