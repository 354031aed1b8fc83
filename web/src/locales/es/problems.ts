import type { English, Translated } from '../../i18n/messages'

export default {
  offline: 'No se pudo acceder al servidor. Revisa tu conexión e inténtalo de nuevo; no se pierde nada de lo que escribiste.',
  timeout: 'El servidor tardó demasiado. Inténtalo de nuevo: nada se hace dos veces.',
  unreadable: 'No se pudo leer la respuesta. Inténtalo de nuevo; si sigue igual, avisa a quien lleva este servidor.',
  broken: 'Algo falló en esta página. Recárgala; no se pierde nada de lo que escribiste.',
  internal: 'Algo falló en el servidor; no se guardó nada. Inténtalo de nuevo.',
  unavailable: 'El servidor no puede hacerlo ahora. Inténtalo en un momento.',
  limited: 'Ha sido mucho de una vez. Espera un momento e inténtalo de nuevo.',
  invalid: 'Hay algo que revisar. Los lugares están marcados.',
  precondition: 'Esto se cambió en otro sitio mientras tanto. Se ha vuelto a leer: míralo y repite tu cambio.',
  not_found: 'Esto ya no está.',
  invalid_credentials: 'El correo o la contraseña no son correctos.',
  email_taken: 'Ya hay una cuenta con este correo. Entra, o pon una contraseña nueva.',
  account_exists: 'Ya hay una cuenta con este correo. Entra con tu contraseña.',
  google_off: 'Aquí no está configurada la entrada con Google.',
  consent_required: 'Acepta primero las condiciones: el primer paso.',
  request: 'Para quien lleva este servidor:',
} as const satisfies Translated<English['problems']>
