import type { English, Translated } from '../../i18n/messages'

export default {
  look: 'Aussehen',
  theme: 'Hell oder dunkel',
  system: 'Wie das Gerät',
  light: 'Hell',
  dark: 'Dunkel',
  signOut: 'Abmelden',
} as const satisfies Translated<English['more']>
