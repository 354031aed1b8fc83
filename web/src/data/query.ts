import { useEffect, useRef } from 'preact/hooks'
import { address, read } from '../api/client'
import { asProblem, type Problem } from '../api/problem'
import type { Answer, Input, PathOf } from '../api/types'
import { store, useStore, type Store } from './store'

/** What is known of a resource: data stays while it is read again, and beside a problem. */
export interface Known<T> {
  data: T | undefined
  etag: string | undefined
  problem: Problem | undefined
  /** Whether a read is under way. */
  loading: boolean
  /** When the data was read, in ms; 0: never. */
  at: number
}

interface Entry {
  store: Store<Known<unknown>>
  load: () => Promise<Reply>
  under: Promise<void> | undefined
  used: number // components on the page
}

type Reply = { data: unknown; etag: string | undefined }

const nothing: Known<unknown> = { data: undefined, etag: undefined, problem: undefined, loading: false, at: 0 }

/** The cache: by address, in memory only, emptied when the person changes. */
const cache = new Map<string, Entry>()

/** fresh is for how long data is shown without asking again, in ms. */
const fresh = 5_000

function entry(key: string, load: (etag: string | undefined) => Promise<Reply>): Entry {
  let e = cache.get(key)
  if (!e) {
    const known = store<Known<unknown>>(nothing)
    e = { store: known, load: () => load(known.get().etag), under: undefined, used: 0 }
    cache.set(key, e)
  }
  return e
}

/** fetchEntry reads an entry, once at a time. */
function fetchEntry(e: Entry): Promise<void> {
  e.under ??= (async () => {
    e.store.set({ ...e.store.get(), loading: true })
    try {
      const reply = await e.load()
      const { data } = reply.data === undefined && reply.etag ? e.store.get() : reply
      e.store.set({ data, etag: reply.etag, problem: undefined, loading: false, at: Date.now() })
    } catch (thrown) {
      e.store.set({ ...e.store.get(), problem: asProblem(thrown), loading: false })
    } finally {
      e.under = undefined
    }
  })()
  return e.under
}

/** A resource on a page, with what may be done to it. */
export interface Resource<T> extends Known<T> {
  /** Reads it again. */
  reload(): Promise<void>
  /** Shows other data at once; the function it answers takes that back. */
  patch(change: (data: T) => T): () => void
}

/**
 * useRead reads a resource: useRead('/today', { query: { date } }). The same address on several components is
 * one read. What is at hand is shown at once and read again in the background when it is older than five
 * seconds, when the page is looked at again and when the network comes back. null instead of the input: not yet.
 */
export function useRead<P extends PathOf<'get'>>(path: P, input?: Partial<Input<'get', P>> | null): Resource<Answer<'get', P>> {
  const plain = (input ?? {}) as { path?: Record<string, unknown>; query?: Record<string, unknown> }
  const key = input === null ? '' : address(path, plain.path, plain.query)
  const e = entry(key, (etag) => (key === '' ? Promise.reject(new Error('not yet')) : read(path, { ...plain, etag })))
  const known = useStore(e.store) as Known<Answer<'get', P>>
  useEffect(() => {
    if (key === '') return
    e.used++
    if (Date.now() - e.store.get().at > fresh) void fetchEntry(e)
    return () => void e.used--
  }, [key, e])
  const held = useRef(e)
  held.current = e
  return { ...known, reload: () => fetchEntry(held.current), patch: (change) => patchEntry(held.current, change) }
}

function patchEntry<T>(e: Entry, change: (data: T) => T): () => void {
  const before = e.store.get()
  if (before.data === undefined) return () => undefined
  const after = { ...before, data: change(before.data as T) }
  e.store.set(after)
  return () => {
    if (e.store.get() === after) e.store.set(before)
    else void fetchEntry(e)
  }
}

/**
 * invalidate says that resources changed: invalidate('/today', '/progress') reads again what is on the page and
 * forgets the rest. A path counts with everything below it; none: all.
 */
export async function invalidate(...paths: string[]): Promise<void> {
  const reads: Promise<void>[] = []
  for (const [key, e] of cache) {
    const path = key.replace('/api/v1', '').split('?')[0]!
    if (paths.length > 0 && !paths.some((p) => path === p || path.startsWith(`${p}/`))) continue
    if (e.used > 0 && key !== '') reads.push(e.under ? e.under.then(() => fetchEntry(e)) : fetchEntry(e))
    else cache.delete(key)
  }
  await Promise.all(reads)
}

/** put places data that an answer brought, such as the document after a save. */
export function put<P extends PathOf<'get'>>(path: P, data: Answer<'get', P>, etag?: string): void {
  const e = entry(address(path), (tag) => read(path, { etag: tag }))
  e.store.set({ data, etag, problem: undefined, loading: false, at: Date.now() })
}

/** forget empties the cache: nothing of one person is left for the next. */
export function forget(): void {
  for (const e of cache.values()) e.store.set(nothing)
  cache.clear()
}

/** refreshStale reads again what is on the page and old. */
export function refreshStale(): void {
  for (const [key, e] of cache) {
    if (key !== '' && e.used > 0 && Date.now() - e.store.get().at > fresh) void fetchEntry(e)
  }
}
