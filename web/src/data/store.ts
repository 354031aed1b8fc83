import { useLayoutEffect, useState } from 'preact/hooks'

/** A value that components can follow. Values are replaced, never changed in place. */
export interface Store<T> {
  get(): T
  set(next: T): void
  follow(f: (value: T) => void): () => void
}

/** store makes one. Setting the same value again tells nobody. */
export function store<T>(value: T): Store<T> {
  const followers = new Set<(value: T) => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const f of [...followers]) f(value)
    },
    follow(f) {
      followers.add(f)
      return () => followers.delete(f)
    },
  }
}

/** useStore is the value of a store, and renders again when it changes. */
export function useStore<T>(s: Store<T>): T {
  const [, again] = useState({})
  useLayoutEffect(() => {
    const seen = s.get()
    const stop = s.follow(() => again({}))
    if (!Object.is(seen, s.get())) again({})
    return stop
  }, [s])
  return s.get()
}
