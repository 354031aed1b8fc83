// One run of a vendor's own client: node driver.mjs CLIENT ADDRESS [FILE OF 16-BIT MONO SAMPLES]
// The key is in VOICE_KEY. What it understood is printed as one line of JSON.
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DeepgramClient } from '@deepgram/sdk';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';

const { Cartesia } = createRequire(import.meta.url)('@cartesia/cartesia-js'); // as a module it does not find ws

const [, , client, address, file] = process.argv;
const apiKey = process.env.VOICE_KEY;
const ws = address.replace(/^http/, 'ws');
const samples = file ? readFileSync(file) : Buffer.alloc(0);

async function pour(send, rate, between = 5) {
  const frame = rate / 50 * 2;
  for (let at = 0; at < samples.length; at += frame) {
    send(samples.subarray(at, at + frame));
    await new Promise((done) => setTimeout(done, between));
  }
}

function deepgram() {
  return new DeepgramClient({ apiKey, environment: { base: address, production: ws, agent: ws, agentRest: address } });
}

const clients = {
  async nova() {
    const connection = await deepgram().listen.v1.connect({
      model: 'nova-3', language: 'en', encoding: 'linear16', sample_rate: 16000, interim_results: 'true', smart_format: 'true',
      vad_events: 'true', utterance_end_ms: '1000', endpointing: 300, keyterm: ['deadlift'], reconnectAttempts: 0,
    });
    const seen = { finals: [], types: {}, partials: 0, words: 0 };
    const over = new Promise((done) => connection.on('message', (m) => {
      seen.types[m.type] = (seen.types[m.type] ?? 0) + 1;
      if (m.type === 'Results') {
        const best = m.channel.alternatives[0];
        if (m.is_final && best.transcript) { seen.finals.push(best.transcript); seen.words += best.words.length; }
        if (!m.is_final) seen.partials++;
      }
      if (m.type === 'Metadata') done();
    }));
    connection.connect();
    await connection.waitForOpen();
    connection.sendKeepAlive({ type: 'KeepAlive' });
    await pour((b) => connection.sendMedia(b), 16000);
    connection.sendFinalize({ type: 'Finalize' });
    connection.sendCloseStream({ type: 'CloseStream' });
    await over;
    connection.close();
    return seen;
  },

  async flux() {
    const connection = await deepgram().listen.v2.connect({
      model: 'flux-general-en', encoding: 'linear16', sample_rate: 16000, eot_threshold: 0.7, eager_eot_threshold: 0.5, eot_timeout_ms: 5000, keyterm: ['deadlift'], reconnectAttempts: 0,
    });
    const seen = { events: [], turns: [], types: {} };
    const over = new Promise((done) => connection.on('message', (m) => {
      seen.types[m.type] = (seen.types[m.type] ?? 0) + 1;
      if (m.type !== 'TurnInfo') return;
      if (seen.events.at(-1) !== m.event) seen.events.push(m.event);
      if (m.event === 'EndOfTurn') { seen.turns.push(m.transcript); if (seen.turns.length === 2) done(); }
    }));
    connection.connect();
    await connection.waitForOpen();
    connection.sendConfigure({ type: 'Configure', thresholds: { eot_threshold: 0.8 } });
    await pour((b) => connection.sendMedia(b), 16000);
    connection.sendForceEndTurn({ type: 'ForceEndTurn' });
    await over;
    connection.sendCloseStream({ type: 'CloseStream' });
    connection.close();
    return seen;
  },

  async cartesia() { // the client insists on TLS; the certificate is the test's own
    const socket = await new Cartesia({ apiKey, baseURL: address }).tts.websocket({ rejectUnauthorized: false });
    const context = socket.context({
      model_id: 'sonic-3', voice: { mode: 'id', id: 'f786b574-daa5-4673-aa0c-cbe3e8534c02' },
      output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: 24000 }, add_timestamps: true,
    });
    await context.push({ transcript: 'Squat is next. ', flush: true });
    await context.push({ transcript: 'Eight reps.' });
    await context.no_more_inputs();
    const seen = { pcm: '', words: [], types: {} };
    const parts = [];
    for await (const m of context.receive()) {
      seen.types[m.type] = (seen.types[m.type] ?? 0) + 1;
      if (m.type === 'chunk') parts.push(m.audio ?? Buffer.from(m.data, 'base64'));
      if (m.type === 'timestamps') seen.words.push(...m.word_timestamps.words);
    }
    seen.pcm = Buffer.concat(parts).toString('base64');
    socket.close();
    return seen;
  },

  async transcriptions() {
    const answer = await new OpenAI({ apiKey, baseURL: address }).audio.transcriptions.create({
      file: createReadStream(file), model: 'gpt-4o-mini-transcribe', language: 'en', prompt: 'deadlift', response_format: 'json' });
    return { text: answer.text };
  },

  async speech() {
    const answer = await new OpenAI({ apiKey, baseURL: address }).audio.speech.create({ model: 'gpt-4o-mini-tts', voice: 'coral', input: 'Well done, rest now.', response_format: 'pcm' });
    return { pcm: Buffer.from(await answer.arrayBuffer()).toString('base64') };
  },

  async realtime() { // as Cartesia's
    const socket = new OpenAIRealtimeWS({ model: 'gpt-realtime', options: { rejectUnauthorized: false } }, new OpenAI({ apiKey, baseURL: address }));
    const seen = { said: '', heard: '', calls: [], statuses: [], errors: [] };
    const parts = [];
    const until = (type, n = 1) => new Promise((done) => socket.on(type, (e) => { if (--n === 0) done(e); }));
    socket.on('error', (e) => seen.errors.push(e.message));
    socket.on('conversation.item.input_audio_transcription.completed', (e) => { seen.heard = e.transcript; });
    socket.on('response.output_audio_transcript.delta', (e) => { seen.said += e.delta; });
    socket.on('response.output_audio.delta', (e) => parts.push(Buffer.from(e.delta, 'base64')));
    socket.on('response.done', (e) => seen.statuses.push(e.response.status));
    const updated = until('session.updated'), called = until('response.function_call_arguments.done'), first = until('response.done'), second = until('response.done', 2);
    await until('session.created');
    socket.send({ type: 'session.update', session: {
      type: 'realtime', instructions: 'You are a coach.', output_modalities: ['audio'],
      tools: [{ type: 'function', name: 'log_set', description: 'Logs a set.', parameters: { type: 'object', properties: {} } }],
      audio: { input: { format: { type: 'audio/pcm', rate: 24000 }, transcription: { model: 'gpt-4o-mini-transcribe' }, turn_detection: null }, output: { format: { type: 'audio/pcm', rate: 24000 }, voice: 'marin' } } } });
    await updated;
    await pour((b) => socket.send({ type: 'input_audio_buffer.append', audio: b.toString('base64') }), 24000);
    socket.send({ type: 'input_audio_buffer.commit' });
    socket.send({ type: 'response.create' });
    const call = await called;
    seen.calls.push([call.name, call.arguments]);
    await first;
    socket.send({ type: 'conversation.item.create', item: { type: 'function_call_output', call_id: call.call_id, output: 'logged' } });
    socket.send({ type: 'response.create' });
    await second;
    seen.pcm = Buffer.concat(parts).toString('base64');
    socket.close();
    return seen;
  },
};

const limit = setTimeout(() => { console.error(`${client}: what was wanted did not come`); process.exit(2); }, 60_000);
try {
  console.log(JSON.stringify(await clients[client]()));
} catch (e) {
  console.error(e);
  process.exitCode = 1;
}
clearTimeout(limit);
setTimeout(() => process.exit(), 500).unref();
