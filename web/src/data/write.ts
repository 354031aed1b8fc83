import { useRef, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../api/problem'
import { uuid } from './id'

/** A write behind a button. */
export interface Write<I, O> {
  /** Runs it; while one is under way another call does nothing. Answers undefined after a problem. */
  run(input: I): Promise<O | undefined>
  busy: boolean
  problem: Problem | undefined
  /** Takes the problem off the page. */
  clear(): void
}

/**
 * intent keeps the idempotency key of what a person wants: the same input after a try whose effect is
 * uncertain goes with the same key, anything else with a new one.
 */
export function intent(): { keyFor(input: unknown): string; done(problem: Problem | undefined): void } {
  let held: { key: string; said: string } | undefined
  return {
    keyFor(input) {
      const said = JSON.stringify(input) ?? ''
      if (held?.said !== said) held = { key: uuid(), said }
      return held.key
    },
    done(problem) {
      if (!problem?.uncertain) held = undefined
    },
  }
}

/** useWrite makes a write of a function: useWrite((input, key) => api.post('/water/logs', { body: input, key })). */
export function useWrite<I, O>(f: (input: I, key: string) => Promise<O>): Write<I, O> {
  const [state, set] = useState<{ busy: boolean; problem: Problem | undefined }>({ busy: false, problem: undefined })
  const under = useRef(false)
  const wanted = useRef<ReturnType<typeof intent>>(undefined as never)
  wanted.current ??= intent()
  const run = async (input: I): Promise<O | undefined> => {
    if (under.current) return undefined
    under.current = true
    set({ busy: true, problem: undefined })
    let problem: Problem | undefined
    try {
      return await f(input, wanted.current.keyFor(input))
    } catch (thrown) {
      problem = asProblem(thrown)
      return undefined
    } finally {
      wanted.current.done(problem)
      under.current = false
      set({ busy: false, problem })
    }
  }
  return { ...state, run, clear: () => set({ busy: false, problem: undefined }) }
}
