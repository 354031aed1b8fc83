import { useEffect } from 'preact/hooks'
import { read } from './api/client'
import type { About, Onboarding, Profile, User } from './api/schema'
import { useStore } from './data/store'
import { pick, speak } from './i18n'
import { session } from './session'
import { keep, units } from './settings'

/** usePerson takes language and units from what the person has answered, once they are signed in. */
export function usePerson(): void {
  const who = useStore(session)
  const user = who.state === 'in' ? who.user : undefined
  useEffect(() => {
    if (user) void about(user).then((a) => a && settle(a)).catch(() => undefined)
  }, [user?.id, user?.onboarded])
}

async function about(user: User): Promise<Pick<About, 'locale' | 'units'> | undefined> {
  if (user.onboarded) return (await read<Profile>('/profile')).data?.about
  const { data } = await read<Onboarding>('/onboarding')
  return data?.steps['about']?.answer as About | undefined
}

/** settle shows everything as the person wants it, and keeps that on this device. */
export async function settle(a: Pick<About, 'locale' | 'units'>): Promise<void> {
  units.set(a.units as 'metric' | 'imperial')
  keep({ locale: a.locale, units: a.units as 'metric' | 'imperial' })
  await speak(pick([a.locale, ...navigator.languages]), ['shell', 'problems'])
}
