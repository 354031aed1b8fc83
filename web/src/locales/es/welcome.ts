import type { English, Translated } from '../../i18n/messages'

export default {
  title: 'Aquí funciona tu propio coach',
  lead: 'Un plan de entrenamiento, un plan de comidas y un horario, acordados contigo una vez. Después te ayuda a llevarlos a cabo y se adapta cuando surge algo.',
  signUp: 'Crear una cuenta',
  once: 'Se pregunta una vez: lo que cuentas queda guardado y no se vuelve a preguntar.',
  yours: 'Tú decides: ningún plan cambia sin tu sí.',
  why: 'Cada cifra puede decir de dónde sale.',
  guidance: 'Solo orientación: Spotter no diagnostica ni trata. En una emergencia, llama al número de emergencias.',
  api: 'La API, para leer y probar',
} as const satisfies Translated<English['welcome']>
