import { useState } from 'preact/hooks'
import { api } from '../../api/client'
import { useDraft } from '../../data/draft'
import { useWrite } from '../../data/write'
import { t } from '../../i18n'
import { Button, ErrorNote, Page, TextField } from '../../ui'

export default function Forgot() {
  const [email, setEmail] = useDraft('email', '')
  const [sent, done] = useState(false)
  const ask = useWrite(async () => {
    await api.post('/auth/password/forgot', { body: { email: email.trim() } })
    done(true)
  })
  return (
    <Page width="narrow" title={t('account.forgotTitle')} lead={t('account.forgotLead')}>
      <div role="status">{sent ? <p class="note note-good">{t('account.sent')}</p> : null}</div>
      <form class="stack" hidden={sent} onSubmit={(e) => { e.preventDefault(); void ask.run({}) }}>
        <ErrorNote problem={ask.problem} />
        <TextField label={t('shell.email')} type="email" autoComplete="email" required value={email} onValue={setEmail} fault={ask.problem?.at('email')} />
        <Button type="submit" wide busy={ask.busy}>{t('account.sendLink')}</Button>
      </form>
      <p><a href="/sign-in">{t('account.signIn')}</a></p>
    </Page>
  )
}
