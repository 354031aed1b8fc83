import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const languages = ['de', 'es', 'hi']
const areas = readdirSync('src/locales/en').map((f) => f.replace('.ts', ''))

/** The holes of a message, over all of its plural forms. */
function holes(message: unknown): string[] {
  const text = typeof message === 'string' ? message : Object.values(message as object).join(' ')
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!))].sort()
}

async function load(language: string, area: string): Promise<Record<string, unknown>> {
  return (await import(`../src/locales/${language}/${area}.ts`)).default
}

describe.each(languages)('%s', (language) => {
  it.each(areas)('%s has the keys and holes of English, and every plural form of its own', async (area) => {
    const english = await load('en', area)
    const other = await load(language, area)
    expect(Object.keys(other)).toEqual(Object.keys(english))
    for (const key of Object.keys(english)) {
      expect(holes(other[key]), `${area}.${key}`).toEqual(holes(english[key]))
      if (typeof english[key] === 'string') continue
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((f) => f !== 'many' || language !== 'es')
      expect(Object.keys(other[key] as object), `${area}.${key}`).toEqual(expect.arrayContaining(forms))
    }
  })
})
