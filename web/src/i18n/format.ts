import { tongue } from './index'
import { units } from '../settings'
import { inchesOf, volume, weight, type Measure } from './units'

const tag = () => tongue.get().tag

/** number writes a number with at most so many decimals. */
export function number(value: number, digits = 1): string {
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(value)
}

/** amount writes a figure of the API in the person's units: 82.5 kg, 181.9 lb. */
export function amount(value: number, kind: Measure, digits = kind.digits): string {
  const u = units.get()
  return `${number(kind.show(value, u), digits)}\u00a0${kind.unit(u)}`
}

export const kg = (value: number) => amount(value, weight)

/** ml writes water: litres from a thousand on. */
export function ml(value: number): string {
  if (units.get() === 'metric' && value >= 1000) return `${number(value / 1000, 2)}\u00a0l`
  return amount(value, volume)
}

/** cm writes a height: 178 cm, 5 ft 10 in. */
export function cm(value: number): string {
  if (units.get() === 'metric') return `${number(value)}\u00a0cm`
  const inches = Math.round(inchesOf(value))
  return `${Math.floor(inches / 12)}\u00a0ft ${inches % 12}\u00a0in`
}

export const percent = (share: number) => new Intl.NumberFormat(tag(), { style: 'percent', maximumFractionDigits: 0 }).format(share)

/** Local dates, YYYY-MM-DD, are days without a zone: they are written as they stand. */
const dayOf = (date: string) => new Date(`${date}T12:00:00Z`)

const dayForms = {
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  weekday: { weekday: 'long' },
  narrow: { weekday: 'short' },
  year: { day: 'numeric', month: 'long', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** day writes a local date. */
export function day(date: string, form: keyof typeof dayForms = 'long'): string {
  return new Intl.DateTimeFormat(tag(), { ...dayForms[form], timeZone: 'UTC' }).format(dayOf(date))
}

/** clock writes a local time of day, HH:MM, as the language does. */
export function clock(time: string): string {
  return new Intl.DateTimeFormat(tag(), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(new Date(`2026-01-05T${time.slice(0, 5)}:00Z`))
}

const monday = Date.UTC(2026, 0, 5)
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** weekday writes the name of a day of the week. */
export function weekday(name: Weekday, form: 'long' | 'short' = 'long'): string {
  const at = new Date(monday + weekdays.indexOf(name) * 86_400_000)
  return new Intl.DateTimeFormat(tag(), { weekday: form, timeZone: 'UTC' }).format(at)
}

/** moment writes an instant in a zone, the person's where it is known. */
export function moment(instant: string, zone?: string): string {
  return new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(instant))
}

/** ago writes how long something has been, in the largest unit that fits. */
export function ago(instant: string, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000
  const format = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' })
  for (const [unit, size] of [['day', 86_400], ['hour', 3600], ['minute', 60]] as const) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit)
  }
  return format.format(Math.round(seconds), 'second')
}

/** list joins words: a, b and c. */
export function list(words: string[]): string {
  return new Intl.ListFormat(tag(), { type: 'conjunction' }).format(words)
}
