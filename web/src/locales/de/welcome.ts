import type { English, Translated } from '../../i18n/messages'

export default {
  title: 'Hier läuft dein eigener Coach',
  lead: 'Ein Trainingsplan, ein Essensplan und ein Tagesablauf, einmal mit dir aufgestellt. Danach hilft er dir, sie umzusetzen, und passt sich an, wenn etwas dazwischenkommt.',
  signUp: 'Konto anlegen',
  once: 'Einmal gefragt: was du sagst, bleibt, und wird nicht noch einmal gefragt.',
  yours: 'Du entscheidest: ohne dein Ja ändert sich kein Plan.',
  why: 'Jede Zahl kann sagen, woher sie kommt.',
  guidance: 'Nur Orientierung: Spotter stellt keine Diagnosen und behandelt nicht. Ruf im Notfall die Notrufnummer an.',
  api: 'Die API, zum Lesen und Ausprobieren',
} as const satisfies Translated<English['welcome']>
