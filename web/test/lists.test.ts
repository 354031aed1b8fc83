import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { paths } from '../src/paths'

it('lists the same paths for the server and for the client', () => {
  const routes = [...readFileSync('src/routes.ts', 'utf8').matchAll(/^ {2}\{ path: '([^']+)'/gm)].map((m) => m[1])
  expect(paths).toEqual(routes)
})

it('has the dark theme once, for the system and for who chose it', () => {
  const css = readFileSync('src/tokens.css', 'utf8')
  const block = (start: string) => css.slice(css.indexOf(start)).split('{')[1]!.split('}')[0]!.trim().split(/\n\s*/)
  expect(block(':root:not([data-theme="light"])')).toEqual(block(':root[data-theme="dark"]'))
  expect(block(':root[data-theme="dark"]').length).toBeGreaterThan(15)
})
