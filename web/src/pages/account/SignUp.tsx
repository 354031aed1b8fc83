import { useState } from 'preact/hooks'
import { useDraft } from '../../data/draft'
import { useWrite } from '../../data/write'
import { t } from '../../i18n'
import { signIn } from '../../session'
import { Button, ErrorNote, Page, TextField } from '../../ui'
import { OtherWays } from './OtherWays'

const shown = ['email', 'full_name', 'password']

/** check finds what the server would refuse, before it is asked. */
function check(form: { name: string; email: string }, password: string): Record<string, string> {
  const faults: Record<string, string> = {}
  if (form.name.trim() === '') faults['full_name'] = t('account.noName')
  if (!/^\S+@\S+\.\S+$/.test(form.email.trim())) faults['email'] = t('account.notAnEmail')
  if ([...password].length < 8) faults['password'] = t('account.tooShort')
  return faults
}

export default function SignUp() {
  const [form, set, done] = useDraft('sign-up', { name: '', email: '' })
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<Record<string, string>>({})
  const register = useWrite(async () => {
    await signIn('/auth/register', {
      email: form.email.trim(), full_name: form.name.trim(), password, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    done()
  })
  const submit = (event: Event) => {
    event.preventDefault()
    const found = check(form, password)
    setFaults(found)
    if (Object.keys(found).length === 0) void register.run({})
    else (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[name=${Object.keys(found)[0]}]`)?.focus()
  }
  const fault = (field: string) => faults[field] ?? register.problem?.at(field)
  return (
    <Page width="narrow" title={t('account.signUp')} lead={t('account.signUpLead')}>
      <form class="stack" onSubmit={submit} noValidate>
        <ErrorNote problem={register.problem} shown={shown} />
        <TextField label={t('account.name')} name="full_name" autoComplete="name" value={form.name} onValue={(name) => set({ ...form, name })} fault={fault('full_name')} />
        <TextField label={t('shell.email')} name="email" type="email" autoComplete="email" value={form.email} onValue={(email) => set({ ...form, email })} fault={fault('email')} />
        <TextField label={t('account.newPassword')} name="password" type="password" autoComplete="new-password" hint={t('account.passwordHint')} value={password} onValue={setPassword} fault={fault('password')} />
        <Button type="submit" wide busy={register.busy}>{t('account.signUp')}</Button>
      </form>
      <OtherWays to="/" />
      <p><a href="/sign-in">{t('account.haveOne')}</a></p>
    </Page>
  )
}
