import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { asProblem, type Problem } from './api/problem'
import { useStore } from './data/store'
import { loadMessages, t, tongue } from './i18n'
import { go, match, place, returnTo, type Place } from './router'
import { pages, type Page, type PageProps } from './routes'
import { session, type Session } from './session'
import { usePerson } from './person'
import { ErrorNote, Toasts } from './ui'
import { Navigation, OfflineBanner } from './Frame'
import { SignInAgain } from './SignInAgain'

type Found = { page: Page; params: Record<string, string> }

function find(at: Place): Found | undefined {
  for (const page of pages) {
    const params = match(page.path, at.path)
    if (params) return { page, params }
  }
  return undefined
}

/** Where a person belongs who may not see a page; undefined: they may. */
export function redirect(access: Page['access'], s: Session, at: Place): string | undefined {
  const signedIn = s.state === 'in' || (s.state === 'ended' && s.user !== undefined)
  const onboarded = signedIn && s.user?.onboarded
  const full = at.path + (at.query.size > 0 ? `?${at.query}` : '')
  switch (access) {
    case 'anyone':
      return undefined
    case 'guest': {
      if (!signedIn) return undefined
      const to = returnTo(at.query)
      return to !== '/' && to !== at.path ? to : onboarded ? '/today' : '/onboarding'
    }
    case 'person':
      return signedIn ? undefined : `/sign-in?to=${encodeURIComponent(full)}`
    case 'member':
      return !signedIn ? `/sign-in?to=${encodeURIComponent(full)}` : onboarded ? undefined : '/onboarding'
  }
}

/** The page that is open: its code and its messages, loaded when they are needed. */
function useLoaded(found: Found | undefined): { View: ComponentType<PageProps>; page: Page } | { problem: Problem } | undefined {
  const speaks = useStore(tongue)
  const [loaded, set] = useState<{ View: ComponentType<PageProps>; page: Page } | { problem: Problem }>()
  const page = found?.page
  useEffect(() => {
    if (!page) return
    let here = true
    Promise.all([page.load(), loadMessages(page.areas)]).then(
      ([module]) => here && set({ View: module.default, page }),
      (thrown: unknown) => here && set({ problem: asProblem(thrown) }),
    )
    return () => {
      here = false
    }
  }, [page, speaks])
  return loaded
}

export function App() {
  const at = useStore(place)
  const who = useStore(session)
  usePerson()
  const found = find(at)
  const elsewhere = found && redirect(found.page.access, who, at)
  useEffect(() => {
    if (elsewhere) go(elsewhere, { replace: true })
  }, [elsewhere])
  const loaded = useLoaded(elsewhere ? undefined : found)
  const user = who.state === 'in' || who.state === 'ended' ? who.user : undefined
  const framed = Boolean(user?.onboarded)
  return (
    <div class={framed ? 'framed' : undefined} key={user?.id ?? 'nobody'}>
      <a class="skip" href="#main">{t('shell.skip')}</a>
      <OfflineBanner />
      {framed ? <Navigation path={at.path} /> : null}
      <main id="main">
        {!found ? <NotFound /> : elsewhere || !loaded ? null : 'problem' in loaded ? (
          <div class="page"><ErrorNote problem={loaded.problem} onRetry={() => location.reload()} /></div>
        ) : loaded.page === found.page ? (
          <loaded.View key={found.page.path} params={found.params} />
        ) : null}
      </main>
      <Toasts />
      {who.state === 'ended' ? <SignInAgain user={who.user} /> : null}
    </div>
  )
}

function NotFound() {
  useEffect(() => {
    document.title = `${t('shell.notFound')} · Spotter`
  }, [])
  return (
    <div class="page">
      <h1>{t('shell.notFound')}</h1>
      <p><a href="/">{t('shell.home')}</a></p>
    </div>
  )
}
