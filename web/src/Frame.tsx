import { useEffect, useState } from 'preact/hooks'
import { t } from './i18n'
import { pages } from './routes'
import { Icon, Mark, type IconName } from './ui'

const places: { path: string; name: 'today' | 'coach' | 'meals' | 'progress' | 'more'; icon: IconName }[] = [
  { path: '/today', name: 'today', icon: 'today' },
  { path: '/coach', name: 'coach', icon: 'coach' },
  { path: '/meals', name: 'meals', icon: 'meals' },
  { path: '/progress', name: 'progress', icon: 'progress' },
  { path: '/more', name: 'more', icon: 'more' },
]

/** Navigation is the bar below on a phone and the side of a laptop. */
export function Navigation({ path }: { path: string }) {
  return (
    <nav class="nav" aria-label={t('shell.navigation')}>
      <div class="brand"><Mark size={28} />Spotter</div>
      <ul>
        {places.filter((p) => pages.some((x) => x.path === p.path)).map((p) => (
          <li key={p.path}>
            <a href={p.path} aria-current={path === p.path ? 'page' : path.startsWith(`${p.path}/`) ? 'true' : undefined}>
              <Icon name={p.icon} />
              <span>{t(`shell.${p.name}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** useOnline is whether there is a network, as the browser knows. */
export function useOnline(): boolean {
  const [online, set] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => set(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return online
}

export function OfflineBanner() {
  const online = useOnline()
  return (
    <div role="status">
      {online ? null : <p class="banner"><Icon name="offline" size={18} />{t('shell.offline')}</p>}
    </div>
  )
}
