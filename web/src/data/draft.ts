import { useEffect, useState } from 'preact/hooks'

const prefix = 'spotter.draft.'
let owner = 'nobody'

/** setDraftOwner says whose drafts count from now on. Those of another person, and of who had not signed in yet, are wiped. */
export function setDraftOwner(user: string | undefined): void {
  owner = user ?? 'nobody'
  for (const key of keys()) {
    if (!key.startsWith(`${prefix}${owner}.`)) sessionStorage.removeItem(key)
  }
}

/** wipeDrafts removes all drafts, at sign-out. */
export function wipeDrafts(): void {
  for (const key of keys()) sessionStorage.removeItem(key)
}

function keys(): string[] {
  return Object.keys(sessionStorage).filter((k) => k.startsWith(prefix))
}

export function loadDraft<T>(name: string): T | undefined {
  try {
    const text = sessionStorage.getItem(`${prefix}${owner}.${name}`)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

export function saveDraft(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(`${prefix}${owner}.${name}`, JSON.stringify(value))
  } catch {
    // Storage that is full or switched off: what is typed lives as long as the page.
  }
}

export function dropDraft(name: string): void {
  sessionStorage.removeItem(`${prefix}${owner}.${name}`)
}

/**
 * useDraft is useState whose value outlives a reload and an expired session, in this tab and for this person.
 * done() drops it, once it is saved. Never for passwords.
 */
export function useDraft<T>(name: string, initial: T): [T, (next: T) => void, () => void] {
  const [value, set] = useState<T>(() => loadDraft<T>(name) ?? initial)
  const [touched, touch] = useState(false)
  useEffect(() => {
    if (touched) saveDraft(name, value)
  }, [name, touched, value])
  return [
    value,
    (next) => {
      touch(true)
      set(next)
    },
    () => {
      touch(false)
      dropDraft(name)
    },
  ]
}
