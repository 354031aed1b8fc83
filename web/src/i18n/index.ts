import { setAnswerLanguage } from '../api/client'
import { store } from '../data/store'
import type { Area, Key, Message, Params } from './messages'

/** The languages of the client. */
export const languages = ['en', 'de', 'es', 'hi'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch', es: 'Español', hi: 'हिन्दी' }

/** The language of the page and the tag that numbers and dates are written by, such as de and de-AT. */
export interface Tongue {
  language: Language
  tag: string
}

export const tongue = store<Tongue>({ language: 'en', tag: 'en' })

type Messages = Record<string, Message>
const files = import.meta.glob<{ default: Messages }>('../locales/*/*.ts')
const loaded = new Map<string, Messages>()

/** pick finds the first of some tags whose language the client has; English where it has none. */
export function pick(tags: readonly string[]): Tongue {
  for (const tag of tags) {
    const language = tag.toLowerCase().split('-')[0] as Language
    if (languages.includes(language)) return { language, tag: valid(tag) ? tag : language }
  }
  return { language: 'en', tag: valid(tags[0] ?? '') && tags[0]!.startsWith('en') ? tags[0]! : 'en' }
}

function valid(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** loadMessages brings areas of the language that is spoken. */
export async function loadMessages(areas: readonly Area[], language: Language = tongue.get().language): Promise<void> {
  await Promise.all(
    areas.map(async (area) => {
      const name = `${language}/${area}`
      if (loaded.has(name)) return
      const file = files[`../locales/${name}.ts`]
      if (file) loaded.set(name, (await file()).default)
    }),
  )
}

/** speak changes the language, once its messages for the areas at hand are there. */
export async function speak(next: Tongue, areas: readonly Area[]): Promise<void> {
  await loadMessages(areas, next.language)
  document.documentElement.lang = next.tag
  setAnswerLanguage(next.tag)
  tongue.set(next)
}

/** t is a message of an area that is loaded: t('today.title'), t('today.sets', { n: 3 }). */
export function t<K extends Key>(key: K, ...params: Params<K>): string {
  const dot = key.indexOf('.')
  const message = loaded.get(`${tongue.get().language}/${key.slice(0, dot)}`)?.[key.slice(dot + 1)]
  return message === undefined ? key : fill(message, params[0] as Record<string, string | number> | undefined)
}

/** has reports whether there is a message for a key that is made of data, such as problems.email_taken. */
export function has(key: string): key is Key {
  const dot = key.indexOf('.')
  return loaded.get(`${tongue.get().language}/${key.slice(0, dot)}`)?.[key.slice(dot + 1)] !== undefined
}

function fill(message: Message, params: Record<string, string | number> = {}): string {
  const text = typeof message === 'string' ? message : (message[plural(Number(params['n']))] ?? message.other)
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    return typeof value === 'number' ? new Intl.NumberFormat(tongue.get().tag).format(value) : (value ?? hole)
  })
}

function plural(n: number): Intl.LDMLPluralRule {
  return new Intl.PluralRules(tongue.get().tag).select(n)
}
