import type { English, Translated } from '../../i18n/messages'

export default {
  look: 'Apariencia',
  theme: 'Claro u oscuro',
  system: 'Como el dispositivo',
  light: 'Claro',
  dark: 'Oscuro',
  signOut: 'Cerrar sesión',
} as const satisfies Translated<English['more']>
