import { store } from './data/store'

/** Where the page is: the path with its query. */
export interface Place {
  path: string
  query: URLSearchParams
}

function here(): Place {
  return { path: location.pathname.replace(/(.)\/$/, '$1'), query: new URLSearchParams(location.search) }
}

export const place = store<Place>(here())

/** go opens another page of the client. */
export function go(to: string, how: { replace?: boolean } = {}): void {
  if (how.replace) history.replaceState(null, '', to)
  else {
    history.replaceState({ scroll: scrollY }, '')
    history.pushState(null, '', to)
  }
  place.set(here())
  if (!how.replace) scrollTo(0, 0)
}

/** match reads the parameters of a path such as /onboarding/{step}; undefined when it is another one. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const value = given[i]!
    if (part.startsWith('{') && value !== '') params[part.slice(1, -1)] = decode(value)
    else if (part !== value) return undefined
  }
  return params
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** follow makes links to our own pages open without loading the client again. */
export function followLinks(ours: (path: string) => boolean): void {
  addEventListener('popstate', () => {
    place.set(here())
    const at = (history.state as { scroll?: number } | null)?.scroll
    if (at !== undefined) requestAnimationFrame(() => scrollTo(0, at))
  })
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null
    if (!link || link.origin !== location.origin || (link.target && link.target !== '_self') || link.hasAttribute('download')) return
    if (!ours(link.pathname) || link.hash) return
    event.preventDefault()
    go(link.pathname + link.search)
  })
}

/** The path to come back to after signing in; only ever one of our own. */
export function returnTo(query: URLSearchParams): string {
  const to = query.get('to') ?? ''
  return /^\/(?![/\\])/.test(to) ? to : '/'
}
