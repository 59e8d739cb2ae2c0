/** Accepting an invitation: whose it is, and the password that begins an account. Signs in nobody. */
import { reachOf } from '../../../domain/access/permissions.ts'
import type { AcceptRequest, Invitation } from '../../../protocol/account.ts'
import { recorded } from '../../history/book.ts'
import { concernsOf } from '../../history/concerns.ts'
import { ProblemError } from '../../http/problems.ts'
import { sha256 } from '../../reference.ts'
import { forgiveCode, hasBegun, openInvitationWith, tryCode, useInvitation } from '../../storage/invitation-rows.ts'
import { putPassword } from '../../storage/password-rows.ts'
import type { StoredPerson } from '../../storage/storage.ts'
import { newPasswordHash } from '../passwords/new-password.ts'
import { verifyPassword } from '../passwords/passwords.ts'
import type { WayIn } from './way-in.ts'

/** The invitation of a link, and whose it is; undefined: it was used, has ended, is too old, or her access has ended. */
async function invitedWith({ storage, now }: WayIn, token: string) {
  const invitation = await openInvitationWith(storage.accounts.db, sha256(token))
  if (!invitation || invitation.expiresAt <= now()) return undefined
  const person = await storage.person(invitation.person)
  if (!person || person.endedAt !== undefined) return undefined
  if (await hasBegun(storage.accounts.db, person.id)) return undefined
  return { invitation, person }
}

export async function invitationOf(way: WayIn, token: string): Promise<Invitation | undefined> {
  const found = await invitedWith(way, token)
  if (!found) return undefined
  const { invitation, person } = found
  return {
    name: person.name,
    email: person.email,
    by: invitation.by?.name ?? null,
    endsAt: invitation.expiresAt,
    figures: reachOf(person.role, 'enter-figures') !== undefined,
  }
}

/** Gives her e-mail address. Throws `not-found`, `code-refused` or what is wrong with the password. */
export async function accept(way: WayIn, request: AcceptRequest): Promise<{ readonly email: string }> {
  if ('token' in request) {
    const found = await invitedWith(way, request.token)
    if (!found) throw new ProblemError('not-found')
    const hash = await newPasswordHash(request.password, found.person, way.passwords)
    return begin(way, found.person, { how: 'link', invitation: found.invitation.id, hash })
  }
  const { db } = way.storage.accounts
  const person = await way.storage.personWith(request.email.trim())
  const tried = await tryCode(db, person?.id, way.now())
  // The same work for an address that is nobody's, or has no code.
  const fits = await verifyPassword(tried?.hash ?? (await way.noCode), request.code)
  if (!person || person.endedAt !== undefined || !tried || !fits) throw new ProblemError('code-refused')
  const hash = await newPasswordHash(request.password, person, way.passwords).catch(async (error: unknown) => {
    await forgiveCode(db, tried.invitation)
    throw error
  })
  return begin(way, person, { how: 'code', invitation: tried.invitation, codeHash: tried.hash, hash })
}

type Beginning =
  | { readonly how: 'link'; readonly invitation: string; readonly hash: string }
  | { readonly how: 'code'; readonly invitation: string; readonly codeHash: string; readonly hash: string }

/** The invitation is used up and the password set, or neither: of two at once one wins. */
async function begin({ storage, letterbox, now }: WayIn, person: StoredPerson, beginning: Beginning) {
  const { how, invitation, hash } = beginning
  const codeHash = beginning.how === 'code' ? beginning.codeHash : null
  const at = now()
  const begun = await recorded(storage.accounts.db, async transaction => {
    const used = await useInvitation(transaction, invitation, at, codeHash)
    const refused = how === 'link' ? 'not-found' : 'code-refused'
    if (!used || !(await putPassword(transaction, person.id, { before: null, hash, at })))
      throw new ProblemError(refused)
    // The link came by her letters; the code was on somebody else's screen.
    if (how === 'code') await letterbox.post(transaction, person, { kind: 'password-changed', at }, at)
    const by = { id: person.id, name: person.name }
    const about = { how, ...concernsOf(person) }
    return { value: { email: person.email }, entries: [{ at, person: by, what: 'invitation-accepted', about }] }
  })
  letterbox.kick()
  return begun
}
