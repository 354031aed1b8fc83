import { render } from 'preact'
import { App } from './app'
import { refreshStale } from './data/query'
import { kept, setTheme, suggestedUnits, units } from './settings'
import { pick, speak } from './i18n'
import { followLinks, match } from './router'
import { pages } from './routes'
import { start } from './session'
import './tokens.css'
import './base.css'
import './ui/ui.css'

const settings = kept()
setTheme(settings.theme ?? 'system')
units.set(settings.units ?? suggestedUnits(navigator.language))
followLinks((path) => pages.some((p) => match(p.path, path)))
addEventListener('online', refreshStale)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') refreshStale()
})

const spoken = speak(pick([...(settings.locale ? [settings.locale] : []), ...navigator.languages]), ['shell', 'problems'])
void Promise.all([spoken, start()]).then(() => render(<App />, document.getElementById('app')!))
