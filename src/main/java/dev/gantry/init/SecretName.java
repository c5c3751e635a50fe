package dev.gantry.init;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of a variable says about its value. */
final class SecretName {
    private static final Pattern SECRET =
            Pattern.compile(
                    "(.*_)?(PASSWORD|PASSWD|PASS|PWD|KEY|APIKEY|AUTHKEY|TOKEN|SALT|SECRET)\\d*"
                            + "|(.*_)?SECRETS?(_KEY_BASE|_BASE|_HEX|\\d+)?");

    private static final Pattern OUTSIDE_FORM =
            Pattern.compile(
                    "(.*_)?(API_?KEY|API_TOKEN|API_SECRET|ACCESS_TOKEN|REFRESH_TOKEN|BEARER_TOKEN"
                            + "|CLIENT_SECRET|CONSUMER_(KEY|SECRET)|BOT_TOKEN|AUTH_?KEY|PAT"
                            + "|TUNNEL_TOKEN|INFISICAL_TOKEN|APP_PASSWORD|LICENSE_KEY)");

    /** Services that nobody runs at home, and accounts at them. */
    private static final Pattern OUTSIDE_SERVICE =
            Pattern.compile(
                    "(.*_)?(OPENAI|ANTHROPIC|GEMINI|GOOGLE|AZURE|AWS|GITHUB|GITLAB|GHCR|HF"
                            + "|HUGGINGFACE|HUGGING|CLOUDFLARED?|CF|TELEGRAM|DISCORD|SLACK|TWITTER"
                            + "|TIKTOK|YOUTUBE|STRIPE|SMTP|MAIL|EMAIL|SENDGRID|MAILGUN|TWILIO"
                            + "|DEEPSEEK|MISTRAL|GROQ|COHERE|OPENROUTER|PERPLEXITY|TAVILY|SERPER"
                            + "|BRAVE|NOTION|REGISTRY|DOCKER|DOCKERHUB|TAILSCALE|TS|NGROK|SENTRY"
                            + "|DIGITALOCEAN|HETZNER|ELEVENLABS|REPLICATE|BACKBLAZE|RUNPOD"
                            + "|RESEND|POSTMARK|VPN|WIREGUARD|SAMBA|SMB|CIFS)_.*");

    private static final Pattern KEY_PAIR =
            Pattern.compile(
                    "(.*_)?(PUBLIC|PRIVATE|SSH|RSA|SIGNING|TLS|SSL|CERT|VAPID)(_.*)?_?KEY|(.*_)?JWT(_TOKEN)?");

    private static final Pattern SIGNED = Pattern.compile("(.*_)?(ANON|SERVICE_ROLE)_KEY");

    private SecretName() {}

    static boolean isSecret(String name) {
        return SECRET.matcher(upper(name)).matches() || isKeyPair(name) || isOfOutside(name);
    }

    /** Given out by somebody else: an account, an API. */
    static boolean isOfOutside(String name) {
        String upper = upper(name);
        return OUTSIDE_FORM.matcher(upper).matches()
                || (SECRET.matcher(upper).matches() && OUTSIDE_SERVICE.matcher(upper).matches());
    }

    /** Comes out of a tool: keys in pairs, signed tokens. */
    static boolean isKeyPair(String name) {
        return KEY_PAIR.matcher(upper(name)).matches();
    }

    /** A token that Supabase's services accept when it is signed with {@code JWT_SECRET}. */
    static boolean isSigned(String name) {
        return SIGNED.matcher(upper(name)).matches();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
