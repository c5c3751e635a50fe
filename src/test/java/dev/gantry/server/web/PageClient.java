package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks for pages as a browser does. */
record PageClient(ServerFixture fixture) {

    /** What a browser that is logged in has. */
    record Login(String cookie, String token) {}

    HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = fixture.request(path, "").header("Accept", "text/html");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    HttpResponse<String> get(String path, String cookie) throws Exception {
        return fixture.send(request(path, cookie).build());
    }

    HttpResponse<String> post(String path, String cookie, String form) throws Exception {
        return fixture.send(
                request(path, cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    Login login() throws Exception {
        HttpResponse<String> in = post("/login", "", "key=" + ServerFixture.ADMIN);
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(location(in)).isEqualTo("/");
        String cookie = in.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        return new Login(cookie, token(get("/keys", cookie).body()));
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("location").orElse("");
    }

    static String token(String page) {
        return page.replaceAll("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
    }
}
