import type { English, Translated } from '../../i18n/messages'

export default {
  offline: 'Der Server war nicht zu erreichen. Prüfe deine Verbindung und versuche es noch einmal; nichts Geschriebenes geht verloren.',
  timeout: 'Der Server hat zu lange gebraucht. Versuche es noch einmal: nichts geschieht doppelt.',
  unreadable: 'Die Antwort war nicht lesbar. Versuche es noch einmal; bleibt es so, sag es denen, die diesen Server betreiben.',
  broken: 'In dieser Seite ist etwas schiefgegangen. Lade sie neu; nichts Geschriebenes geht verloren.',
  internal: 'Auf dem Server ist etwas schiefgegangen; nichts wurde gespeichert. Versuche es noch einmal.',
  unavailable: 'Der Server kann das gerade nicht. Versuche es gleich noch einmal.',
  limited: 'Das war viel auf einmal. Warte einen Moment und versuche es noch einmal.',
  invalid: 'Etwas braucht noch einen Blick. Die Stellen sind markiert.',
  precondition: 'Das wurde inzwischen anderswo geändert. Es ist neu geladen: sieh es an und wiederhole deine Änderung.',
  not_found: 'Das gibt es nicht mehr.',
  invalid_credentials: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
  email_taken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich an oder setze ein neues Passwort.',
  account_exists: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich mit deinem Passwort an.',
  google_off: 'Die Anmeldung mit Google ist hier nicht eingerichtet.',
  consent_required: 'Bitte stimme zuerst den Bedingungen zu: der erste Schritt.',
  request: 'Für die, die diesen Server betreiben:',
} as const satisfies Translated<English['problems']>
