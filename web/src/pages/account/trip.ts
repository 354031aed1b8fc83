import type { GoogleMethod } from '../../api/schema'
import { uuid } from '../../data/id'

const name = 'spotter.google'

/** What is kept while the person is at Google. */
interface Trip {
  state: string
  nonce: string
  to: string
}

/** startGoogle leaves for Google's own page: no script of Google's runs in ours. */
export function startGoogle(google: GoogleMethod, to: string): void {
  const trip: Trip = { state: uuid(), nonce: uuid(), to }
  sessionStorage.setItem(name, JSON.stringify(trip))
  const query = new URLSearchParams({
    client_id: google.client_id, response_type: 'id_token', scope: 'openid email profile', prompt: 'select_account',
    redirect_uri: `${location.origin}/auth/google`, state: trip.state, nonce: trip.nonce,
  })
  location.assign(`${google.authorize_url}?${query}`)
}

/** endGoogle reads what Google sent back in the fragment; undefined when it is not the answer to our question. */
export function endGoogle(fragment: string): { credential: string; to: string } | undefined {
  const text = sessionStorage.getItem(name)
  sessionStorage.removeItem(name)
  if (!text) return undefined
  const trip = JSON.parse(text) as Trip
  const said = new URLSearchParams(fragment.replace(/^#/, ''))
  const credential = said.get('id_token')
  if (!credential || said.get('state') !== trip.state || nonceOf(credential) !== trip.nonce) return undefined
  return { credential, to: trip.to }
}

/** nonceOf reads a token's nonce. Its signature is the server's to check. */
function nonceOf(token: string): unknown {
  try {
    const part = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')
    return (JSON.parse(atob(part)) as { nonce?: unknown }).nonce
  } catch {
    return undefined
  }
}
