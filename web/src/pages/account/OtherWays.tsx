import { useEffect } from 'preact/hooks'
import { useRead } from '../../data/query'
import { useWrite } from '../../data/write'
import { t } from '../../i18n'
import { Button, ErrorNote } from '../../ui'
import { enterByPasskey, passkeysWork } from './passkey'
import { startGoogle } from './trip'

/** OtherWays are the ways to sign in besides the password that work here and on this device. */
export function OtherWays({ to }: { to: string }) {
  const methods = useRead('/auth/methods')
  const passkey = useWrite(enterByPasskey)
  useEffect(() => passkey.clear, [])
  const google = methods.data?.google
  if (!passkeysWork() && !google) return null
  return (
    <div class="stack">
      <p class="soft small" style={{ textAlign: 'center' }}>{t('account.or')}</p>
      <ErrorNote problem={passkey.problem} />
      {passkeysWork() ? <Button kind="quiet" icon="key" wide busy={passkey.busy} onClick={() => void passkey.run(undefined)}>{t('account.byPasskey')}</Button> : null}
      {google ? <Button kind="quiet" wide onClick={() => startGoogle(google, to)}>{t('account.byGoogle')}</Button> : null}
    </div>
  )
}
