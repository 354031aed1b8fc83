import { useState } from 'preact/hooks'
import { useDraft } from '../../data/draft'
import { useStore } from '../../data/store'
import { useWrite } from '../../data/write'
import { t } from '../../i18n'
import { place, returnTo } from '../../router'
import { signIn } from '../../session'
import { Button, ErrorNote, Page, TextField } from '../../ui'
import { OtherWays } from './OtherWays'

/** SignIn leads on by itself: a guest's page sends who has signed in to where they wanted to go. */
export default function SignIn() {
  const { query } = useStore(place)
  const [email, setEmail, done] = useDraft('email', '')
  const [password, setPassword] = useState('')
  const enter = useWrite(async () => {
    await signIn('/auth/login', { email: email.trim(), password })
    done()
  })
  return (
    <Page width="narrow" title={t('account.signIn')}>
      <form class="stack" onSubmit={(e) => { e.preventDefault(); void enter.run({}) }}>
        <ErrorNote problem={enter.problem} />
        <TextField label={t('shell.email')} type="email" autoComplete="username" required value={email} onValue={setEmail} />
        <TextField label={t('shell.password')} type="password" autoComplete="current-password" required value={password} onValue={setPassword} />
        <Button type="submit" wide busy={enter.busy}>{t('account.signIn')}</Button>
      </form>
      <OtherWays to={returnTo(query)} />
      <p class="row spread"><a href="/forgot-password">{t('account.forgot')}</a><a href="/sign-up">{t('account.newHere')}</a></p>
    </Page>
  )
}
