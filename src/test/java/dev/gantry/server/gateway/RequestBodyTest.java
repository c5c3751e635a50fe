package dev.gantry.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final String FORM = "multipart/form-data; boundary=xyz";

    private static RequestBody.Reading json(String text) {
        return RequestBody.read(text.getBytes(UTF_8), Route.Body.JSON, "application/json");
    }

    private static RequestBody.Reading form(String text) {
        return RequestBody.read(text.getBytes(UTF_8), Route.Body.FORM, FORM);
    }

    /** What is said of a form with this content type. */
    private static String wrongForm(String text, String type) {
        return wrong(RequestBody.read(text.getBytes(UTF_8), Route.Body.FORM, type));
    }

    /** A form of one part. */
    private static RequestBody.Reading part(String disposition) {
        return form("--xyz\r\nContent-Disposition: " + disposition + "\r\n\r\na\r\n--xyz--");
    }

    private static RequestBody done(RequestBody.Reading reading) {
        assertThat(reading).isInstanceOf(RequestBody.Reading.Done.class);
        return ((RequestBody.Reading.Done) reading).body();
    }

    private static String wrong(RequestBody.Reading reading) {
        assertThat(reading).isInstanceOf(RequestBody.Reading.Wrong.class);
        ApiError error = ((RequestBody.Reading.Wrong) reading).error();
        assertThat(error.status()).isEqualTo(400);
        return error.message();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"a\"}|a",
                "  { \"x\" : [1, {\"model\":\"no\"}, \"}\\\"\" ] , \"model\" : \"a/b:c\" } |a/b:c",
                "{\"mod\\u0065l\":\"a\\u0062\"}|ab",
                "{\"Model\":\"a\"}|a",
                "{\"n\":-1.5e+3,\"t\":true,\"z\":null,\"model\":\"é\"}|é"
            })
    void theModelIsFound(String text, String model) {
        assertThat(done(json(text)).model()).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"messages\":[]}", " {\"input\":\"model\"} "})
    void aBodyMayNameNone(String text) {
        assertThat(done(json(text)).model()).isEmpty();
    }

    @Test
    void onlyTheModelIsRewritten() {
        String text = "{\"a\": 1.50, \"model\" : \"gpt\" ,\"messages\":[ {\"x\":\"\\u00e9\"} ]}";
        byte[] other = done(json(text)).naming("my \"own\"");
        assertThat(new String(other, UTF_8))
                .isEqualTo(text.replace("\"gpt\"", "\"my \\\"own\\\"\""));
        assertThat(new String(done(json(text)).naming("gpt"), UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|ends early",
                "[]|'{' is missing",
                "{\"model\":1}|not a string",
                "{\"model\":\"a\",\"Model\":\"b\"}|twice",
                "{\"model\":\"a\"} x|something follows",
                "{\"model\":\"a\"|ends early",
                "{\"model\":\"a|without an end",
                "{\"model\"}|':' is missing",
                "{model:1}|a string is missing",
                "{\"a\":}|a value is missing",
                "{\"a\":1,}|a string is missing"
            })
    void whatIsNoObjectIsRefusedWithItsPlace(String text, String why) {
        assertThat(wrong(json(text))).contains(why);
    }

    @Test
    void aModelWithoutAnEndInSightIsRefused() {
        assertThat(wrong(json("{\"model\":\"" + "x".repeat(2000) + "\"}"))).contains("longer");
    }

    @Test
    void aDeepNestingIsRefused() {
        String deep = "[".repeat(100_000);
        assertThat(wrong(json("{\"a\":" + deep))).contains("nesting");
    }

    @Test
    void conversationsThatBeginAlikeHaveTheSamePrefix() {
        String begin = "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"content\":\"q\"}";
        String one = done(json(begin + "]}")).prefix();
        String longer = done(json(begin + ",{\"content\":\"more\"}]}")).prefix();
        String other = done(json(begin.replace("\"q\"", "\"p\"") + "]}")).prefix();
        assertThat(one).isNotEmpty().isEqualTo(longer).isNotEqualTo(other);
        assertThat(done(json("{\"messages\":[]}")).prefix()).isNotEmpty();
        assertThat(done(json("{\"prompt\":\"p\"}")).prefix()).isNotEmpty();
        assertThat(done(json("{}")).prefix()).isEmpty();
    }

    @Test
    void theModelOfAFormIsFoundBehindItsFile() {
        byte[] file = new byte[3000];
        new Random(7).nextBytes(file);
        String text =
                "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"model\"\r\n\r\n"
                        + new String(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        + "\r\n--xyz\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n--xyz--\r\n";
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        RequestBody body = done(RequestBody.read(bytes, Route.Body.FORM, FORM));
        assertThat(body.model()).isEqualTo("whisper-1");
        assertThat(new String(body.naming("tiny"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo(text.replace("whisper-1", "tiny"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=other",
                "multipart/form-data; boundary="
            })
    void aFormWithoutItsBoundaryIsRefused(String type) {
        assertThat(wrongForm("--xyz\r\n\r\n--xyz--", type)).contains("no form");
    }

    @Test
    void aFormWithTwoModelsIsRefused() {
        String part = "--xyz\r\nContent-Disposition: form-data; name=model\r\n\r\na\r\n";
        assertThat(wrong(form(part + part + "--xyz--"))).contains("twice");
    }

    /** Programs read such fields differently: with a filename in the name, or the other way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data; filename=\"; name=other\"; name=\"model\"",
                "form-data; filename=\"; name=\"; name=\"model\"",
                "form-data; filename=\"\\\"; name=model; x=\"; name=\"other\"",
                "form-data; name =\"model\"",
                "form-data; NAME= model",
                "form-data;\r\n name=\"model\"",
                "form-data; name=\"mo\\del\""
            })
    void aPartThatSomebodyCouldTakeForTheModelIsTheModel(String disposition) {
        assertThat(done(part(disposition)).model()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name*=utf-8''model", "name*0=mo; name*1=del", "name *=utf-8''model"})
    void aNameInPiecesIsRefused(String name) {
        assertThat(wrong(part("form-data; " + name))).contains("plainly");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=xyz; boundary=abc",
                "multipart/form-data; xboundary=xyz; boundary=abc",
                "multipart/form-data; x=\"; boundary=xyz\"; Boundary =abc",
                "multipart/form-data; boundary=xyz; boundary*=utf-8''abc",
                "multipart/form-data; boundary=xyz; boundary*0=a"
            })
    void twoBoundariesAreRefused(String type) {
        assertThat(wrongForm("--xyz\r\n\r\n--abc\r\n\r\n--abc--", type)).contains("no form");
    }

    /** Where it could begin again and again, as in dashes before dashes. */
    @ParameterizedTest
    @ValueSource(strings = {"--x", "-x-", "aab", "abab", "-", "a"})
    void aBoundaryIsFoundWhereverItBegins(String boundary) {
        String mark = "--" + boundary;
        String field = "Content-Disposition: form-data; name=\"model\"\r\n\r\n";
        String name = "n" + mark.substring(0, mark.length() - 1);
        String text = mark + "\r\n" + field + name + "\r\n-" + mark + "--";
        byte[] bytes = ("-".repeat(9) + "aaba".repeat(3) + text).getBytes(UTF_8);
        String type = "multipart/form-data; boundary=" + boundary;
        RequestBody body = done(RequestBody.read(bytes, Route.Body.FORM, type));
        assertThat(body.model()).isEqualTo(name);
    }

    @Test
    void aPartWithoutAnEndOfItsHeadInSightIsRefused() {
        assertThat(wrong(part("form-data; x=" + "x".repeat(20_000)))).contains("head");
    }

    @Test
    void theBoundaryOfABrowserIsOne() {
        String mark = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
        byte[] bytes =
                ("--"
                                + mark
                                + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\na\r\n--"
                                + mark
                                + "--")
                        .getBytes(UTF_8);
        String type = "multipart/form-data; boundary=" + mark;
        assertThat(done(RequestBody.read(bytes, Route.Body.FORM, type)).model()).isEqualTo("a");
    }

    /** Whatever comes is a body or an error, and never an exception. */
    @Test
    void hostileBodiesAreAnswered() {
        Random random = new Random(42);
        String alphabet = "{}[]:,\"\\ model0-\r\n--xyzntrue\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "{\"model\":" : "");
            int length = random.nextInt(40);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            assertThat(RequestBody.read(bytes, Route.Body.JSON, "")).isNotNull();
            assertThat(RequestBody.read(bytes, Route.Body.FORM, FORM)).isNotNull();
        }
    }
}
