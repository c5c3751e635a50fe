#!/bin/sh
# POST {"input": "…", "voice": "en"} as OpenAI's /v1/audio/speech has it; answers with a WAV of espeak-ng.
body=$(head -c "${CONTENT_LENGTH:-0}")
field() {
    printf '%s' "$body" | tr '\n' ' ' | sed -n "s/.*\"$1\"[ ]*:[ ]*\"\(\([^\"\\\\]\|\\\\.\)*\)\".*/\1/p"
}
refuse() {
    printf 'Status: 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"error":{"message":"%s"}}\n' "$1"
    exit 0
}
text=$(field input)
[ -n "$text" ] || refuse 'input is missing'
wav=/tmp/speech.$$.wav
printf '%s' "$text" | espeak-ng -v en -w "$wav" --stdin 2>/dev/null || refuse 'espeak-ng failed'
printf 'Content-Type: audio/wav\r\nContent-Length: %s\r\n\r\n' "$(stat -c %s "$wav")"
cat "$wav"
rm -f "$wav"
