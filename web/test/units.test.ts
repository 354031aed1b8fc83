import { describe, expect, it } from 'vitest'
import { cmOf, height, kgOf, mass, poundsOf, volume, weight } from '../src/i18n/units'

it('converts as the definitions say', () => {
  expect(kgOf(185)).toBeCloseTo(83.91, 2)
  expect(poundsOf(100)).toBeCloseTo(220.462, 3)
  expect(cmOf(70)).toBeCloseTo(177.8, 6)
})

describe.each([['weight', weight, 82.5], ['height', height, 178], ['volume', volume, 2500], ['mass', mass, 150]] as const)('%s', (_, kind, value) => {
  it('comes back within what is shown', () => {
    const shown = kind.show(value, 'imperial')
    expect(kind.show(kind.read(shown, 'imperial'), 'imperial')).toBeCloseTo(shown, kind.digits)
    expect(kind.read(value, 'metric')).toBe(value)
    expect(kind.show(value, 'metric')).toBe(value)
  })
})
