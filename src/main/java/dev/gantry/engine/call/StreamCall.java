package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Response;

/** A call whose answer goes on after its head. The caller closes what it answers. */
interface StreamCall extends Call<Response> {

    @Override
    default Response answer(Response response) {
        return response;
    }

    @Override
    default Patience patience(Patience usual) {
        return new Patience.UpToHead(usual.limit());
    }
}
