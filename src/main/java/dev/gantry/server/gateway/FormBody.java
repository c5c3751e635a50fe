package dev.gantry.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the model in a {@code multipart/form-data} body (RFC 7578), where the file may come before
 * it, and where it stands.
 */
final class FormBody {
    private static final Pattern BOUNDARY =
            Pattern.compile(
                    "(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");

    /** One that comes twice means one thing here and another thing there. */
    private static final Pattern NAMED = Pattern.compile("(?i)boundary[\\s*0-9]*=");

    private static final Pattern NAME =
            Pattern.compile("(?i)[;\\s]name\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]*))");

    /** A name in another alphabet or in pieces (RFC 2231), which RFC 7578 has none of. */
    private static final Pattern EXTENDED_NAME = Pattern.compile("(?i)[;\\s]name\\s*\\*");

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 512;

    private FormBody() {}

    static RequestBody.Reading read(byte[] bytes, String contentType) {
        Matcher type = BOUNDARY.matcher(contentType);
        if (!type.matches() || NAMED.matcher(contentType).results().count() != 1) {
            return wrong("it wants Content-Type: multipart/form-data with a boundary");
        }
        String boundary = type.group(1) == null ? type.group(2) : type.group(1);
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        int part = find(bytes, mark, 0);
        if (part < 0) {
            return wrong("the boundary of its Content-Type does not come in it");
        }
        return search(bytes, mark, part);
    }

    private static RequestBody.Reading search(byte[] bytes, byte[] mark, int first) {
        RequestBody found = RequestBody.opaque(bytes);
        int part = first;
        while (true) {
            int head = part + mark.length;
            int body = find(bytes, END_OF_HEAD, head);
            int next = body < 0 ? -1 : find(bytes, mark, body);
            if (next < 0) {
                return new RequestBody.Reading.Done(found);
            }
            int from = body + END_OF_HEAD.length;
            int to = Math.max(from, next - 2);
            String fields = new String(bytes, head, body - head, StandardCharsets.UTF_8);
            if (EXTENDED_NAME.matcher(fields).find()) {
                return wrong("the name of a part is not written plainly");
            }
            if (isModel(fields)) {
                if (found.modelEnd() > 0 || to - from > LONGEST_NAME) {
                    return wrong("its part \"model\" comes twice, or is too long");
                }
                String model = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                found = new RequestBody(bytes, model.strip(), from, to, "");
            }
            part = next;
        }
    }

    /**
     * Whether somebody could read that name in it, wherever a quotation begins and ends for him:
     * programs do not agree about that, and a key for other models must not profit from it.
     */
    private static boolean isModel(String fields) {
        Matcher name = NAME.matcher(fields);
        for (int from = 0; name.find(from); from = name.start() + 1) {
            String value = name.group(1) == null ? name.group(2) : name.group(1);
            if (value.replace("\\", "").equals("model")) {
                return true;
            }
        }
        return false;
    }

    private static RequestBody.Reading wrong(String why) {
        return new RequestBody.Reading.Wrong(
                ApiError.invalid("invalid_form", "the body is no form: " + why));
    }

    private static int find(byte[] in, byte[] what, int from) {
        outer:
        for (int i = Math.max(0, from); i <= in.length - what.length; i++) {
            for (int j = 0; j < what.length; j++) {
                if (in[i + j] != what[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
