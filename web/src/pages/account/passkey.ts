import { api } from '../../api/client'
import { Problem } from '../../api/problem'
import { t } from '../../i18n'
import { signIn } from '../../session'

/** The JSON forms of WebAuthn level 3, which the types do not know everywhere. */
type Options = { publicKey: PublicKeyCredentialRequestOptionsJSON }

/** passkeysWork is whether this browser, on this page, can use passkeys. */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
}

/** enterByPasskey signs in by what the authenticator signs. */
export async function enterByPasskey(): Promise<void> {
  const ceremony = await api.post('/auth/passkeys/login/begin')
  const options = ceremony.options as unknown as Options
  let credential: Credential | null
  try {
    credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) })
  } catch {
    credential = null
  }
  if (!(credential instanceof PublicKeyCredential)) throw new Problem('passkey_failed', t('account.passkeyFailed'))
  await signIn('/auth/passkeys/login/finish', { ceremony_id: ceremony.ceremony_id, credential: credential.toJSON() })
}
