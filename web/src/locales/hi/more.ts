import type { English, Translated } from '../../i18n/messages'

export default {
  look: 'रूप-रंग',
  theme: 'हल्का या गहरा',
  system: 'डिवाइस जैसा',
  light: 'हल्का',
  dark: 'गहरा',
  signOut: 'साइन आउट करें',
} as const satisfies Translated<English['more']>
