import type { English, Translated } from '../../i18n/messages'

export default {
  title: 'आज',
  rest: 'आराम का दिन',
  restWhy: 'आज कोई सत्र तय नहीं है। आराम भी प्लान का हिस्सा है।',
  meals: 'भोजन',
  water: 'पानी',
  drunk: '{target} में से {drunk}',
  done: 'पूरा',
  eaten: 'खाया',
  kcal: '{n} kcal',
} as const satisfies Translated<English['today']>
