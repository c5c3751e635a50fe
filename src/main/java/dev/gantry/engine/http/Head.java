package dev.gantry.engine.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The head of an answer (RFC 9112, sections 2 to 5), read strictly: what is not HTTP/1.1 is an
 * error, not a guess.
 *
 * @param lasting whether its version keeps connections unless told otherwise
 * @param headers by lower-case name; of one that comes twice, the values joined with a comma
 */
record Head(int status, boolean lasting, Map<String, String> headers) {
    /** More than any engine sends; a stranger on the socket must not fill the memory. */
    private static final int LINE_LIMIT = 16 * 1024;

    private static final int HEADER_LIMIT = 128;

    /**
     * Reads up to the empty line.
     *
     * @throws java.io.EOFException when nothing came at all
     */
    static Head read(InputStream in) throws IOException {
        String first = line(in);
        int status = status(first);
        boolean lasting = first.startsWith("HTTP/1.1");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int count = 0; ; count++) {
            String line = line(in);
            if (line.isEmpty()) {
                return new Head(status, lasting, headers);
            }
            if (count == HEADER_LIMIT) {
                throw new ProtocolException("more than " + HEADER_LIMIT + " headers");
            }
            add(headers, line);
        }
    }

    private static int status(String line) throws ProtocolException {
        boolean shaped =
                line.length() >= 12
                        && (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 "))
                        && (line.length() == 12 || line.charAt(12) == ' ');
        int status = shaped ? digits(line, 9, 12, 10) : -1;
        if (status < 100 || status > 599) {
            throw new ProtocolException("not an HTTP answer: \"" + shown(line) + "\"");
        }
        return status;
    }

    private static void add(Map<String, String> headers, String line) throws ProtocolException {
        int colon = line.indexOf(':');
        for (int i = 0; i < Math.max(colon, 1); i++) {
            if (colon < 1 || !tokenChar(line.charAt(i))) {
                throw new ProtocolException("malformed header \"" + shown(line) + "\"");
            }
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        headers.merge(name, value, (first, second) -> first + ", " + second);
    }

    private static boolean tokenChar(char c) {
        return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }

    /** One line without its CR LF; a bare LF ends it too, as RFC 9112 section 2.2 allows. */
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw line.isEmpty()
                        ? new EOFException("the connection was closed")
                        : new ProtocolException("the connection was closed within a line");
            }
            if (line.length() == LINE_LIMIT) {
                throw new ProtocolException("a line of more than " + LINE_LIMIT + " bytes");
            }
            line.append((char) c);
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        if (line.indexOf("\r") >= 0 || line.indexOf("\0") >= 0) {
            throw new ProtocolException("a control character in the head");
        }
        return line.toString();
    }

    /** A number without a sign, or -1. */
    static int digits(String text, int from, int to, int radix) {
        if (from >= to || to - from > 7) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0 || text.charAt(i) > 127) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    private static String shown(String line) {
        String start = line.length() > 60 ? line.substring(0, 60) + "…" : line;
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            shown.append(c < ' ' || c == 127 ? '?' : c);
        }
        return shown.toString();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean keepAlive() {
        return lasting && !header("connection").toLowerCase(Locale.ROOT).contains("close");
    }
}
