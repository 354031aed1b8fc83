import type account from '../locales/en/account'
import type onboarding from '../locales/en/onboarding'
import type more from '../locales/en/more'
import type problems from '../locales/en/problems'
import type shell from '../locales/en/shell'
import type today from '../locales/en/today'
import type welcome from '../locales/en/welcome'

/** The English messages, by area. They are the list of keys that every language has to have. */
export interface English {
  shell: typeof shell
  account: typeof account
  onboarding: typeof onboarding
  more: typeof more
  problems: typeof problems
  today: typeof today
  welcome: typeof welcome
}

export type Area = keyof English

/** A message, or one for each plural form that the language has; {n} is the number. */
export type Message = string | { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string }

/** The messages of an area in another language: a key that is missing or too many is a compile error. */
export type Translated<A> = { [K in keyof A]: A[K] extends string ? string : Message }

/** Every key: area.name. */
export type Key = { [A in Area]: `${A}.${keyof English[A] & string}` }[Area]

type At<K extends Key> = K extends `${infer A}.${infer N}` ? (A extends Area ? (N extends keyof English[A] ? English[A][N] : never) : never) : never

type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never
type Holes<M> = M extends string ? Names<M> : 'n' | Names<M[keyof M]>

/** What a message needs to be filled with; the compiler names what is missing. */
export type Params<K extends Key> = [Holes<At<K>>] extends [never] ? [] : [{ [N in Holes<At<K>>]: string | number }]
