package dev.gantry.e2e;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** WAV files. */
final class Wave {
    private static final int RATE = 16_000;

    private Wave() {}

    /** The same sound, one channel of 16 bits, sampled as whisper.cpp wants it. */
    static byte[] to16kHz(byte[] wav) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            byte[] samples = in.readAllBytes();
            double step = in.getFormat().getSampleRate() / (double) RATE;
            int frames = (int) (samples.length / (2 * step));
            byte[] resampled = new byte[frames * 2];
            for (int i = 0; i < frames; i++) {
                int from = ((int) (i * step)) * 2;
                resampled[2 * i] = samples[from];
                resampled[2 * i + 1] = samples[from + 1];
            }
            AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(resampled), format, frames),
                    AudioFileFormat.Type.WAVE,
                    out);
            return out.toByteArray();
        } catch (UnsupportedAudioFileException none) {
            throw new IOException(none);
        }
    }
}
