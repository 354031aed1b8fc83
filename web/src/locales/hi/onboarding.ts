import type { English, Translated } from '../../i18n/messages'

export default {
  title: 'x',
} as const satisfies Translated<English['onboarding']>
