// Builds the client anew and wants dist to hold the same. The packed forms are compared by what they unpack to,
// as another release of Node may pack differently; the schema is generated anew as well.
import { execFileSync } from 'node:child_process'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const run = (...args) => execFileSync('npx', ['--no-install', ...args], { stdio: ['ignore', 'ignore', 'inherit'] })

/** The files below a directory, unpacked, by name. */
function tree(dir) {
  const out = new Map()
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const name = join(entry.parentPath ?? entry.path, entry.name)
    const bytes = readFileSync(name)
    out.set(relative(dir, name), name.endsWith('.br') ? brotliDecompressSync(bytes) : name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  }
  return out
}

const at = mkdtempSync(join(tmpdir(), 'spotter-web-'))
const faults = []
try {
  run('openapi-typescript', '../api/openapi.yaml', '-o', join(at, 'schema.d.ts'), '--root-types', '--root-types-no-schema-prefix')
  if (!readFileSync(join(at, 'schema.d.ts')).equals(readFileSync('src/api/schema.d.ts'))) faults.push('src/api/schema.d.ts is not what api/openapi.yaml says: npm run schema')
  run('tsc', '--noEmit')
  run('vite', 'build', '--outDir', join(at, 'dist'), '--emptyOutDir', '--logLevel', 'error')
  execFileSync('node', ['scripts/pack.mjs', join(at, 'dist')], { stdio: ['ignore', 'ignore', 'inherit'] })
  const built = tree(join(at, 'dist'))
  const kept = tree('dist')
  for (const name of new Set([...built.keys(), ...kept.keys()])) {
    const [a, b] = [built.get(name), kept.get(name)]
    if (!a || !b) faults.push(`dist/${name} ${a ? 'is missing' : 'is not built any more'}: npm run build`)
    else if (!a.equals(b)) faults.push(`dist/${name} is not what src says: npm run build`)
  }
} finally {
  rmSync(at, { recursive: true, force: true })
}
for (const fault of faults) console.error(fault)
process.exit(faults.length > 0 ? 1 : 0)
