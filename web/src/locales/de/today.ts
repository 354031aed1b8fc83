import type { English, Translated } from '../../i18n/messages'

export default {
  title: 'Heute',
  rest: 'Ruhetag',
  restWhy: 'Heute ist kein Training geplant. Ruhe gehört zum Plan.',
  meals: 'Essen',
  water: 'Wasser',
  drunk: '{drunk} von {target}',
  done: 'Geschafft',
  eaten: 'Gegessen',
  kcal: '{n} kcal',
} as const satisfies Translated<English['today']>
