import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { paths } from '../src/paths'

it('lists the same paths for the server and for the client', () => {
  const routes = [...readFileSync('src/routes.ts', 'utf8').matchAll(/^ {2}\{ path: '([^']+)'/gm)].map((m) => m[1])
  expect(paths).toEqual(routes)
})

it('has every colour by day and by night', () => {
  const css = readFileSync('src/tokens.css', 'utf8')
  const root = css.slice(css.indexOf(':root {')).split('{')[1]!.split('}')[0]!
  const coloured = root.split('\n').filter((line) => /#[0-9a-f]{3,8}|rgb\(/.test(line))
  expect(coloured.filter((line) => !line.includes('light-dark('))).toEqual([])
  expect(coloured.length).toBeGreaterThan(15)
})
