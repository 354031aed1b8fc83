import { readProblem, Problem } from './problem'
import type { Answer, Args, Extra, Method, PathOf } from './types'

/** What the client needs of whoever holds the session. */
export interface Bearer {
  /** A token that holds for a while yet; undefined when nobody is signed in. */
  token(): Promise<string | undefined>
  /** A new token in place of one that was refused; undefined when the session has ended. */
  renew(refused: string): Promise<string | undefined>
}

let bearer: Bearer = { token: async () => undefined, renew: async () => undefined }
let language = 'en'

/** useBearer says where tokens come from. Called once, at the start. */
export function setBearer(b: Bearer): void {
  bearer = b
}

/** The language that answers shall be in, where they are translated. */
export function setAnswerLanguage(tag: string): void {
  language = tag
}

interface Plain extends Extra {
  path?: Record<string, unknown> | undefined
  query?: Record<string, unknown> | undefined
  body?: unknown
  etag?: string | undefined
  anonymous?: boolean | undefined
}

/** A reply that was read: data is undefined when nothing changed since the entity tag that was sent. */
export interface Reply<T> {
  data: T | undefined
  etag: string | undefined
}

const patience = 30_000

/** address fills the parameters of a path and adds the query. */
export function address(path: string, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const v of Array.isArray(value) ? value : [value]) search.append(name, String(v))
  }
  const text = search.toString()
  return `/api/v1${filled}${text ? `?${text}` : ''}`
}

/** headers are those of every request: the name of this client is what lets it use the session cookie. */
function headers(input: Plain, token: string | undefined): Headers {
  const h = new Headers({ 'X-Spotter-Client': 'web', 'Accept-Language': language, Accept: 'application/json' })
  if (token) h.set('Authorization', `Bearer ${token}`)
  if (input.body !== undefined) h.set('Content-Type', input.contentType ?? 'application/json')
  if (input.key) h.set('Idempotency-Key', input.key)
  if (input.ifMatch) h.set('If-Match', input.ifMatch)
  if (input.etag) h.set('If-None-Match', input.etag)
  return h
}

async function attempt(method: Method, path: string, input: Plain, token: string | undefined): Promise<Response> {
  const timeout = AbortSignal.timeout(input.patience ?? patience)
  const init: RequestInit = {
    method: method.toUpperCase(),
    headers: headers(input, token),
    credentials: 'same-origin',
    cache: 'no-store',
    signal: input.signal ? AbortSignal.any([input.signal, timeout]) : timeout,
  }
  if (input.body !== undefined) init.body = input.contentType ? (input.body as BodyInit) : JSON.stringify(input.body)
  try {
    return await fetch(address(path, input.path, input.query), init)
  } catch (thrown) {
    if (input.signal?.aborted) throw thrown
    if (timeout.aborted) throw new Problem('timeout', '')
    throw new Problem('offline', '')
  }
}

/** open sends a request with the session's token, renewed once when it is refused, and answers what came. */
export async function open(method: Method, path: string, input: Plain = {}): Promise<Response> {
  const token = input.anonymous ? undefined : await bearer.token()
  const answer = await attempt(method, path, input, token)
  if (answer.status !== 401 || !token) return answer
  const next = await bearer.renew(token)
  return next ? attempt(method, path, input, next) : answer
}

/** send is a request whose answer is read: JSON, nothing, or a thrown Problem. */
export async function send<T>(method: Method, path: string, input: Plain = {}): Promise<Reply<T>> {
  const answer = await open(method, path, input)
  const etag = answer.headers.get('ETag') ?? undefined
  if (answer.status === 304) return { data: undefined, etag }
  if (!answer.ok) throw await readProblem(answer)
  if (answer.status === 204 || answer.headers.get('Content-Length') === '0') return { data: undefined, etag }
  const text = await answer.text()
  if (text === '') return { data: undefined, etag }
  try {
    return { data: JSON.parse(text) as T, etag }
  } catch {
    throw new Problem('unreadable', '', answer.status, answer.headers.get('X-Request-Id') ?? '')
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** read is a GET that is tried three times where another try may help. */
export async function read<T>(path: string, input: Plain = {}): Promise<Reply<T>> {
  for (let tried = 1; ; tried++) {
    try {
      return await send<T>('get', path, input)
    } catch (thrown) {
      const again = thrown instanceof Problem && (thrown.code === 'offline' || [502, 503, 504].includes(thrown.status))
      if (!again || tried === 3 || navigator.onLine === false) throw thrown
      await pause(Math.min(thrown.retryAfter * 1000 || 300 * 2 ** tried, 5000))
    }
  }
}

function method<M extends Method>(name: M) {
  return async <P extends PathOf<M>>(path: P, ...args: Args<M, P>): Promise<Answer<M, P>> => {
    const input = ((args as unknown[])[0] ?? {}) as Plain
    const reply = name === 'get' ? await read(path, input) : await send(name, path, input)
    return reply.data as unknown as Answer<M, P>
  }
}

/** The operations of the document, by path: api.post('/water/logs', { body, key }). */
export const api = {
  get: method('get'),
  post: method('post'),
  put: method('put'),
  patch: method('patch'),
  delete: method('delete'),
}
