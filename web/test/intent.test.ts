import { expect, it } from 'vitest'
import { Problem } from '../src/api/problem'
import { intent } from '../src/data/write'

it('keeps the key over tries whose effect is uncertain', () => {
  const i = intent()
  const first = i.keyFor({ ml: 250 })
  i.done(new Problem('offline', ''))
  expect(i.keyFor({ ml: 250 })).toBe(first)
  i.done(new Problem('internal', '', 500))
  expect(i.keyFor({ ml: 250 })).toBe(first)
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('makes a new key for another input, after a refusal and after success', () => {
  const i = intent()
  const first = i.keyFor({ ml: 250 })
  i.done(new Problem('timeout', ''))
  const other = i.keyFor({ ml: 500 })
  expect(other).not.toBe(first)
  i.done(new Problem('invalid', '', 422))
  const third = i.keyFor({ ml: 500 })
  expect(third).not.toBe(other)
  i.done(undefined)
  expect(i.keyFor({ ml: 500 })).not.toBe(third)
})
