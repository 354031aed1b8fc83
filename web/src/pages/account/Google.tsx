import { useEffect } from 'preact/hooks'
import { Problem } from '../../api/problem'
import { useWrite } from '../../data/write'
import { t } from '../../i18n'
import { go } from '../../router'
import { signIn } from '../../session'
import { ButtonLink, ErrorNote, Page } from '../../ui'
import { endGoogle } from './trip'

/** Google is where Google sends people back to. */
export default function Google() {
  const enter = useWrite(async () => {
    const end = endGoogle(location.hash)
    history.replaceState(null, '', location.pathname)
    if (!end) throw new Problem('google_failed', t('account.googleFailed'))
    await signIn('/auth/google', { credential: end.credential, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone })
    go(end.to, { replace: true })
  })
  useEffect(() => void enter.run(undefined), [])
  return (
    <Page width="narrow" title={t('account.signIn')}>
      <ErrorNote problem={enter.problem} />
      {enter.problem ? <div><ButtonLink href="/sign-in">{t('account.signIn')}</ButtonLink></div> : <p role="status">{t('account.googleWait')}</p>}
    </Page>
  )
}
