import type { paths } from './schema'

/** Path tables of the document, without the prefix that all of them have. */
type Paths = { [K in keyof paths as K extends `/api/v1${infer P}` ? P : never]: paths[K] }

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** The paths that answer a method. */
export type PathOf<M extends Method> = {
  [P in keyof Paths]: Paths[P][M] extends { responses: unknown } ? P : never
}[keyof Paths] & string

type Op<M extends Method, P extends PathOf<M>> = Paths[P][M]

type Content<R> = R extends { content: { 'application/json': infer T } } ? T : undefined

/** What an operation answers with success. */
export type Answer<M extends Method, P extends PathOf<M>> =
  Op<M, P> extends { responses: infer R }
    ? Content<R extends { 200: infer A } ? A : R extends { 201: infer A } ? A : R extends { 202: infer A } ? A : never>
    : never

type Part<O, K extends string> = O extends { parameters: infer A } ? (A extends { [k in K]: infer V } ? V : undefined) : undefined

type PathPart<O> = Part<O, 'path'> extends infer V ? ([V] extends [never] | [undefined] ? { path?: never } : { path: V }) : never
type QueryPart<O> = O extends { parameters: { query?: infer V } } ? ([V] extends [never] | [undefined] ? { query?: never } : { query?: V }) : { query?: never }
type BodyPart<O> = O extends { requestBody: { content: infer C } }
  ? C extends { 'application/json': infer B } ? { body: B } : { body: string }
  : O extends { requestBody?: { content: { 'application/json': infer B } } } ? { body?: B } : { body?: never }

/** What an operation takes: path and query parameters and the body, each where the document has it. */
export type Input<M extends Method, P extends PathOf<M>> = PathPart<Op<M, P>> & QueryPart<Op<M, P>> & BodyPart<Op<M, P>>

/** The argument list: the input may be left out where nothing of it is required. */
export type Args<M extends Method, P extends PathOf<M>> =
  {} extends Input<M, P> ? [input?: Input<M, P> & Extra] : [input: Input<M, P> & Extra]

/** What every request may carry besides. */
export interface Extra {
  /** The Idempotency-Key: the same for every try of one intent. */
  key?: string | undefined
  ifMatch?: string | undefined
  signal?: AbortSignal | undefined
  /** Content type of a body that is no JSON. */
  contentType?: string | undefined
  /** Milliseconds until it is given up; 30 s when left out. */
  patience?: number | undefined
}
