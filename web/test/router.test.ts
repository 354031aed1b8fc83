import { beforeAll, expect, it, vi } from 'vitest'

vi.stubGlobal('location', { pathname: '/', search: '', origin: 'http://localhost' })
let router: typeof import('../src/router')
beforeAll(async () => {
  router = await import('../src/router')
})

it.each([
  ['/', '/', {}],
  ['/onboarding/{step}', '/onboarding/diet', { step: 'diet' }],
  ['/dishes/{id}', '/dishes/a%20b', { id: 'a b' }],
  ['/dishes/{id}', '/dishes/%', { id: '%' }],
  ['/onboarding/{step}', '/onboarding', undefined],
  ['/onboarding/{step}', '/onboarding/', undefined],
  ['/today', '/todays', undefined],
])('matches %s with %s', (pattern, path, want) => {
  expect(router.match(pattern, path)).toEqual(want)
})

it.each([
  ['/meals?week=2', '/meals?week=2'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
])('comes back to %s as %s', (to, want) => {
  expect(router.returnTo(new URLSearchParams({ to }))).toBe(want)
})
