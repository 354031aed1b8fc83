import { readProblem, Problem } from './api/problem'
import { address, send, setBearer } from './api/client'
import type { SignedIn, User } from './api/schema'
import { setDraftOwner, wipeDrafts } from './data/draft'
import { forget } from './data/query'
import { store } from './data/store'

/**
 * Who uses this page. starting: not known yet. out: nobody. in: the user. ended: the session of this user
 * has ended; what they were doing stays until they sign in again, or somebody else does.
 */
export type Session =
  | { state: 'starting' }
  | { state: 'out' }
  | { state: 'in'; user: User }
  | { state: 'ended'; user: User | undefined }

export const session = store<Session>({ state: 'starting' })

/**
 * Beside the HttpOnly cookie there is a mark that says that there may be a session, so that a page of nobody
 * asks for nothing. 'leaving' is a sign-out that has not reached the server.
 */
const mark = 'spotter.session'

/** The access token lives here and nowhere else. */
let access: { token: string; until: number } | undefined
let renewing: Promise<string | undefined> | undefined

type Said = { kind: 'in'; signed: SignedIn; until: number } | { kind: 'out' }
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('spotter.session')

function hold(signed: SignedIn, until: number): void {
  const before = userNow()
  access = { token: signed.access_token, until }
  if (before && before.id !== signed.user.id) forget()
  setDraftOwner(signed.user.id)
  remember(signed.user.id)
  session.set({ state: 'in', user: signed.user })
}

function userNow(): User | undefined {
  const s = session.get()
  return s.state === 'in' || s.state === 'ended' ? s.user : undefined
}

function remember(value: string | undefined): void {
  try {
    if (value) localStorage.setItem(mark, value)
    else localStorage.removeItem(mark)
  } catch {
    // Storage is off: the next page asks the server.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(mark)
  } catch {
    return 'unknown'
  }
}

/** signedIn takes the answer of whatever signs a person in, and tells the other tabs. */
export function signedIn(signed: SignedIn): void {
  const until = Date.now() + signed.expires_in * 1000
  hold(signed, until)
  channel?.postMessage({ kind: 'in', signed, until } satisfies Said)
}

/** signIn is one of the operations that sign in. */
export async function signIn(path: `/auth/${string}`, body: unknown): Promise<User> {
  const reply = await send<SignedIn>('post', path, { body, anonymous: true })
  if (!reply.data) throw new Problem('unreadable', '')
  signedIn(reply.data)
  return reply.data.user
}

/** updateUser replaces what is known of the account after a change. */
export function updateUser(user: User): void {
  if (session.get().state === 'in') session.set({ state: 'in', user })
}

function dropAll(next: Session): void {
  access = undefined
  forget()
  wipeDrafts()
  session.set(next)
}

/** signOut ends the session here and on the server; without a network the server hears of it at the next start. */
export async function signOut(): Promise<void> {
  const token = access?.token
  remember('leaving')
  dropAll({ state: 'out' })
  channel?.postMessage({ kind: 'out' } satisfies Said)
  await leave(token)
}

async function leave(token: string | undefined): Promise<void> {
  try {
    const answer = await fetch(address('/auth/logout'), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-Spotter-Client': 'web', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    })
    if (answer.ok) remember(undefined)
    else if (answer.status === 401) {
      const next = await renew()
      if (next) await leave(next)
      remember(undefined)
      dropAll({ state: 'out' })
    }
  } catch {
    // Stays 'leaving'.
  }
}

/** renew trades the cookie for the next access token, one tab at a time where the browser has locks. */
function renew(refused?: string): Promise<string | undefined> {
  renewing ??= locked(async () => {
    if (access && access.token !== refused && access.until > Date.now() + 5_000) return access.token
    const answer = await fetch(address('/auth/refresh'), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-Spotter-Client': 'web', 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(30_000),
    }).catch(() => {
      throw new Problem('offline', '')
    })
    if (answer.status === 401) return undefined
    if (!answer.ok) throw await readProblem(answer)
    const signed = (await answer.json()) as SignedIn
    signedIn(signed)
    return signed.access_token
  }).finally(() => (renewing = undefined))
  return renewing
}

async function locked<T>(f: () => Promise<T>): Promise<T> {
  return navigator.locks ? ((await navigator.locks.request('spotter.refresh', f)) as T) : f()
}

/** ended keeps the page as it is, behind a sign-in. */
function ended(): void {
  access = undefined
  const user = userNow()
  remember(undefined)
  session.set(user ? { state: 'ended', user } : { state: 'out' })
}

/** start finds out whether somebody is signed in. Called once. */
export async function start(): Promise<void> {
  setBearer({ token, renew: renewOrEnd })
  channel?.addEventListener('message', (event: MessageEvent<Said>) => heard(event.data))
  const held = remembered()
  if (held === null) return session.set({ state: 'out' })
  try {
    if (!(await renew())) return ended()
    if (held === 'leaving') await signOut()
  } catch {
    session.set({ state: 'ended', user: undefined })
    window.addEventListener('online', () => void retry(), { once: true })
  }
}

/** retry is start again, for a page that was opened without a network. */
export async function retry(): Promise<void> {
  if (session.get().state === 'in') return
  if (!(await renew().catch(() => undefined))) ended()
}

function heard(said: Said): void {
  if (said.kind === 'out') dropAll({ state: 'out' })
  else if (access?.token !== said.signed.access_token) hold(said.signed, said.until)
}

async function token(): Promise<string | undefined> {
  if (session.get().state === 'out') return undefined
  if (access && access.until > Date.now() + 5_000) return access.token
  return renewOrEnd(access?.token)
}

async function renewOrEnd(refused?: string): Promise<string | undefined> {
  const next = await renew(refused)
  if (!next) {
    ended()
    throw new Problem('session_ended', '', 401)
  }
  return next
}
