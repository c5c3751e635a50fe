// What the official client gets from the gateway: one JSON object of answers.
import OpenAI, { toFile } from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: process.env.KEY, maxRetries: 0 });
const messages = [{ role: 'user', content: 'Who are you?' }];

const models = [];
for await (const model of client.models.list()) models.push(model.id);

const chat = await client.chat.completions.create({ model: 'tiny', messages });

let streamed = '';
let chunks = 0;
let usage = null;
const stream = await client.chat.completions.create({
  model: 'tiny', messages, stream: true, stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  chunks++;
  streamed += chunk.choices?.[0]?.delta?.content ?? '';
  usage = chunk.usage ?? usage;
}

const embedding = await client.embeddings.create({ model: 'vectors', input: ['one text', 'another'] });

const speech = await client.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'Hello from Gantry' });
const wav = Buffer.from(await speech.arrayBuffer());

const transcription = await client.audio.transcriptions.create({
  model: 'whisper-1', file: await toFile(readFileSync(process.env.WAV), 'speech.wav'),
});

let unknown = '';
try {
  await client.chat.completions.create({ model: 'nobody-has-it', messages });
} catch (error) {
  unknown = `${error.status} ${error.code}`;
}

let denied = '';
try {
  await new OpenAI({ baseURL: process.env.BASE_URL, apiKey: 'gk-wrong', maxRetries: 0 }).models.list();
} catch (error) {
  denied = `${error.constructor.name} ${error.code}`;
}

console.log(JSON.stringify({
  models,
  chat: chat.choices[0].message.content,
  streamed, chunks, usage_tokens: usage?.completion_tokens ?? 0,
  embeddings: embedding.data.length, dimensions: embedding.data[0].embedding.length,
  wav: wav.subarray(0, 4).toString('latin1'), wav_bytes: wav.length,
  transcription: transcription.text.trim(),
  unknown, denied,
}));
