import { store } from './data/store'
import type { Units } from './i18n/units'

/** How the page looks on this device: as the system does, or fixed. */
export type Theme = 'system' | 'light' | 'dark'

/** The units that figures are shown in: the person's, else what the browser's language suggests. */
export const units = store<Units>('metric')
export const theme = store<Theme>('system')

/** What of the settings a device keeps, so that the first picture is the right one. Nothing of it is private. */
interface Kept {
  locale?: string
  units?: Units
  theme?: Theme
}

const name = 'spotter.settings'

export function kept(): Kept {
  try {
    return (JSON.parse(localStorage.getItem(name) ?? '{}') as Kept) ?? {}
  } catch {
    return {}
  }
}

export function keep(change: Kept): void {
  try {
    localStorage.setItem(name, JSON.stringify({ ...kept(), ...change }))
  } catch {
    // Storage is off: asked again next time.
  }
}

/** setTheme shows a theme and keeps it on this device. */
export function setTheme(next: Theme): void {
  theme.set(next)
  keep({ theme: next })
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = next
}

/** suggestedUnits are those of the regions that use the imperial ones. */
export function suggestedUnits(tag: string): Units {
  return /-(US|LR|MM)$/i.test(tag) ? 'imperial' : 'metric'
}
