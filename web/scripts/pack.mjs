// Packs a build: every file as Brotli and gzip instead of itself, and holds the shell to its budget.
// The shell is what / needs: the document, the entry, the page and the messages of one language, with their styles.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const dist = process.argv[2] ?? 'dist'
const budget = 40 * 1024
const gzip = (bytes) => gzipSync(bytes, { level: 9 })

/** The files of the shell, from the build's manifest. */
function shell(manifest) {
  const wanted = new Set()
  const add = (name) => {
    const chunk = manifest[name]
    if (!chunk || wanted.has(chunk.file)) return
    wanted.add(chunk.file)
    for (const css of chunk.css ?? []) wanted.add(css)
    for (const next of chunk.imports ?? []) add(next)
  }
  for (const name of ['index.html', 'src/pages/welcome/Welcome.tsx', ...['shell', 'problems', 'welcome'].map((a) => `src/locales/hi/${a}.ts`)]) {
    if (!manifest[name]) throw new Error(`pack: ${name} is not in the manifest`)
    add(name)
  }
  return ['index.html', ...wanted]
}

const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'))
const sizes = shell(manifest).map((name) => [name, gzip(readFileSync(join(dist, name))).length])
const total = sizes.reduce((sum, [, size]) => sum + size, 0)
for (const [name, size] of sizes) console.log(String(size).padStart(8), name)
console.log(String(total).padStart(8), `bytes of gzip: the shell; ${budget} is the most`)
if (total > budget) {
  console.error('pack: the shell is over its budget')
  process.exit(1)
}

rmSync(join(dist, 'manifest.json'))
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const name = join(entry.parentPath ?? entry.path, entry.name)
  if (!entry.isFile() || /\.(txt|png|webp|mp3)$/.test(name)) continue
  const bytes = readFileSync(name)
  writeFileSync(`${name}.gz`, gzip(bytes))
  writeFileSync(`${name}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
  rmSync(name)
}
