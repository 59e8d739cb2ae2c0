/** Signing in, for the first time and again after the session has ended. */
import type { Installation, Me } from '../../protocol/exchange.ts'
import type { Refusal } from '../desk.ts'
import type { Api } from '../sync/api.ts'

type Refused = { readonly ok: false; readonly refusal: Refusal }

/** The session's person and what the server says of itself. */
export async function signIn(
  api: Api,
  email: string,
  password: string,
): Promise<{ readonly ok: true; readonly me: Me; readonly installation: Installation } | Refused> {
  const entered = await api.signIn(email.trim(), password)
  if (!entered.ok) return { ok: false, refusal: atTheDoor(entered.refusal) }
  const [me, installation] = await Promise.all([api.me(), api.installation()])
  if (!me.ok) return { ok: false, refusal: me.refusal }
  if (!installation.ok) return { ok: false, refusal: installation.refusal }
  return { ok: true, me: me.value, installation: installation.value }
}

/** Before there is a session, "not signed in" can only mean that the two do not belong together. */
const atTheDoor = (refusal: Refusal): Refusal =>
  refusal.type === 'problem' && refusal.code === 'not-signed-in' ? { type: 'problem', code: 'wrong-password' } : refusal

/** The same person again; another one who happens to have that password is `wrong-person`. */
export async function signInAs(
  api: Api,
  person: Me['person'],
  password: string,
): Promise<{ readonly ok: true } | Refused> {
  const entered = await signIn(api, person.email, password)
  if (!entered.ok) return entered
  return entered.me.person.id === person.id
    ? { ok: true }
    : { ok: false, refusal: { type: 'problem', code: 'wrong-person' } }
}
