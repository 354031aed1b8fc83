/** The only place where the API's metric figures become what the person reads, and back. */
export type Units = 'metric' | 'imperial'

const gramsOfPound = 453.59237
const mmOfInch = 25.4
const mlOfFluidOunce = 29.5735295625

export const poundsOf = (kg: number): number => (kg * 1000) / gramsOfPound
export const kgOf = (pounds: number): number => (pounds * gramsOfPound) / 1000
export const inchesOf = (cm: number): number => (cm * 10) / mmOfInch
export const cmOf = (inches: number): number => (inches * mmOfInch) / 10
export const fluidOuncesOf = (ml: number): number => ml / mlOfFluidOunce
export const mlOf = (ounces: number): number => ounces * mlOfFluidOunce

/** A kind of figure that is written in other units by some. */
export interface Measure {
  /** Of the API, to what is shown. */
  show(value: number, units: Units): number
  /** Of what is shown, to the API, rounded to what it takes. */
  read(value: number, units: Units): number
  unit(units: Units): string
  /** Decimals that are shown. */
  digits: number
}

const round = (value: number, digits: number) => Number(value.toFixed(digits))

function measure(metric: string, imperial: string, digits: number, to: (v: number) => number, back: (v: number) => number, keep: number): Measure {
  return {
    show: (v, units) => (units === 'metric' ? v : round(to(v), digits)),
    read: (v, units) => round(units === 'metric' ? v : back(v), keep),
    unit: (units) => (units === 'metric' ? metric : imperial),
    digits,
  }
}

/** Body weight and loads. */
export const weight = measure('kg', 'lb', 1, poundsOf, kgOf, 2)
/** Height, in inches altogether where it is imperial. */
export const height = measure('cm', 'in', 1, inchesOf, cmOf, 1)
/** Water. */
export const volume = measure('ml', 'fl oz', 0, fluidOuncesOf, mlOf, 0)
/** Food. */
export const mass = measure('g', 'oz', 1, (g) => g / (gramsOfPound / 16), (oz) => oz * (gramsOfPound / 16), 0)
