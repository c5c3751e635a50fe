package dev.gantry.compose;

/** Recognizes IP addresses without asking any resolver. */
final class IpText {
    private IpText() {}

    static boolean isAddress(String text) {
        return text.indexOf(':') >= 0 ? isVersion6(text) : isVersion4(text);
    }

    private static boolean isVersion4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean number = ValueType.isInteger(part) && Character.isDigit(part.charAt(0));
            if (!number
                    || part.length() > 3
                    || Integer.parseInt(part) > 255
                    || (part.length() > 1 && part.charAt(0) == '0')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion6(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        int gap = address.indexOf("::");
        if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        String before = gap < 0 ? address : address.substring(0, gap);
        String after = gap < 0 ? "" : address.substring(gap + 2);
        int groups = groups(before, gap < 0) + groups(after, true);
        return gap < 0 ? groups == 8 : groups >= 0 && groups < 8;
    }

    /** How many groups of 16 bits; very many when one is malformed. */
    private static int groups(String text, boolean last) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                count += isVersion4(parts[i]) ? 2 : 100;
            } else {
                count += isGroup(parts[i]) ? 1 : 100;
            }
        }
        return count;
    }

    private static boolean isGroup(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
