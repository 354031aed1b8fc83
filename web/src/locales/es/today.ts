import type { English, Translated } from '../../i18n/messages'

export default {
  title: 'Hoy',
  rest: 'Día de descanso',
  restWhy: 'Hoy no hay sesión prevista. Descansar es parte del plan.',
  meals: 'Comidas',
  water: 'Agua',
  drunk: '{drunk} de {target}',
  done: 'Hecha',
  eaten: 'Comido',
  kcal: '{n} kcal',
} as const satisfies Translated<English['today']>
