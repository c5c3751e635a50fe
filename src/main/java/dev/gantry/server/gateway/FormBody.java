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
    private static final int LONGEST_HEAD = 16 * 1024;

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
            if (body - head > LONGEST_HEAD) {
                return wrong("the head of a part is too long");
            }
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

    /**
     * Looks at each byte once (Knuth, Morris and Pratt): a boundary of dashes in a file of dashes
     * must not take longer than any other.
     */
    private static int find(byte[] in, byte[] what, int from) {
        int[] again = overlaps(what);
        int same = 0;
        for (int i = Math.max(0, from); i < in.length; i++) {
            while (same > 0 && in[i] != what[same]) {
                same = again[same - 1];
            }
            if (in[i] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return i + 1 - same;
            }
        }
        return -1;
    }

    /** How long the longest end of each of its beginnings is that it begins with too. */
    private static int[] overlaps(byte[] what) {
        int[] overlaps = new int[what.length];
        int same = 0;
        for (int i = 1; i < what.length; i++) {
            while (same > 0 && what[i] != what[same]) {
                same = overlaps[same - 1];
            }
            if (what[i] == what[same]) {
                same++;
            }
            overlaps[i] = same;
        }
        return overlaps;
    }
}
