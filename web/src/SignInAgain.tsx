import { useState } from 'preact/hooks'
import type { User } from './api/schema'
import { useWrite } from './data/write'
import { t } from './i18n'
import { go } from './router'
import { retry, signIn, signOut } from './session'
import { Button, Dialog, ErrorNote, TextField } from './ui'

/** SignInAgain stands over the page when a session has ended: what is behind stays as it was. */
export function SignInAgain({ user }: { user: User | undefined }) {
  const [password, type] = useState('')
  const enter = useWrite(() => signIn('/auth/login', { email: user?.email, password }))
  if (!user) {
    return (
      <div class="page">
        <h1>{t('shell.unreachable')}</h1>
        <p>{t('shell.unreachableWhy')}</p>
        <div><Button onClick={() => void retry()}>{t('shell.retry')}</Button></div>
      </div>
    )
  }
  return (
    <Dialog title={t('shell.signInAgain')} onClose={() => undefined} lasting>
      <p>{t('shell.signInAgainWhy')}</p>
      <form class="stack" onSubmit={(e) => { e.preventDefault(); void enter.run(undefined) }}>
        <ErrorNote problem={enter.problem} />
        <TextField label={t('shell.email')} type="email" autoComplete="username" value={user.email} onValue={() => undefined} readOnly />
        <TextField label={t('shell.password')} type="password" autoComplete="current-password" value={password} onValue={type} required />
        <div class="row">
          <Button type="submit" busy={enter.busy}>{t('shell.signIn')}</Button>
          <Button kind="plain" onClick={() => { void signOut(); go('/sign-in') }}>{t('shell.otherWay')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
