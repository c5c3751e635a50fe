package dev.gantry.server.web.ui;

import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;

/**
 * Takes in a page. Characters that are not seen, but change how what is around them reads, are made
 * visible: names come from anywhere.
 */
final class PlainOutput implements TemplateOutput {
    private final StringOutput text = new StringOutput();

    @Override
    public void writeContent(String value) {
        text.writeContent(value.chars().anyMatch(PlainOutput::deceives) ? plain(value) : value);
    }

    @Override
    public void writeContent(String value, int from, int to) {
        writeContent(value.substring(from, to));
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        throw new UnsupportedOperationException("pages are text");
    }

    private static String plain(String value) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().map(one -> deceives(one) ? '\uFFFD' : one).forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Controls, directions, what has no width, halves of characters. */
    private static boolean deceives(int one) {
        return (Character.isISOControl(one) && one != '\n' && one != '\t')
                || Character.getType(one) == Character.FORMAT
                || Character.getType(one) == Character.LINE_SEPARATOR
                || Character.getType(one) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(one) == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
