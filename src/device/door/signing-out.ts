/**
 * Signing out with no signal: the server's session goes on until it hears of it. This browser remembers whose it is, so
 * that a page opened later ends it and does not go on as her. Holds an id and nothing else.
 */
import type { PersonId } from '../../domain/ids.ts'
import type { Platform } from '../platform.ts'
import type { Api } from '../sync/api.ts'

type Browser = Pick<Platform, 'notes'>

const note = 'fieldfare-signing-out'

/** Ends her session, now or when a page is opened with a connection. */
export async function endSession(api: Pick<Api, 'signOut'>, person: PersonId, { notes }: Browser): Promise<void> {
  try {
    notes?.setItem(note, person)
  } catch (error) {
    // A full localStorage costs only what is done where there is no signal.
    console.warn('Fieldfare: signing out could not be remembered', error)
  }
  const answer = await api.signOut()
  const over = answer.ok || (answer.refusal.type === 'problem' && answer.refusal.code === 'not-signed-in')
  if (over) signedInAnew({ notes })
}

/** Whether she had signed out, and only the server does not know. */
export const hasSignedOut = (person: PersonId, { notes }: Browser): boolean => notes?.getItem(note) === person

/** Somebody has signed in since, or the server has heard. */
export const signedInAnew = ({ notes }: Browser): void => notes?.removeItem(note)
