import { createContext, useContext } from 'react'
import type { Refusal } from '../../device/desk.ts'
import type { PeopleOnline } from '../../device/online/people.ts'
import { refusalSentence } from '../../device/status.ts'
import type { ContractId } from '../../domain/ids.ts'
import { everySentence } from '../../protocol/every-problem.ts'
import type { Me } from '../../protocol/exchange.ts'
import type { People, PersonRow } from '../../protocol/people.ts'
import type { Naming } from './grants/grant-words.ts'

/** Who looks at the people, with what, and on which day. */
export interface AtPeople extends Naming {
  readonly me: Me
  readonly online: PeopleOnline
}

/** Something was done: said above the page, with the way back where it is cheap. */
export interface Done {
  readonly text: string
  readonly undo?: { readonly text: string; readonly act: () => Promise<Refusal | undefined>; readonly done: string }
}

export interface PeopleOpen {
  readonly at: AtPeople
  readonly people: People
  /** The contracts whoever asks may give. */
  readonly contracts: readonly ContractId[]
  /** Says what was done, on the page of that path (else on this one) until she leaves it, and reads everybody anew. */
  readonly did: (done: Done, path?: string) => Promise<void>
}

export const PeopleContext = createContext<PeopleOpen | undefined>(undefined)

export function usePeople(): PeopleOpen {
  const open = useContext(PeopleContext)
  if (open === undefined) throw new Error('A page of people outside them')
  return open
}

export const pathOf = (person: PersonRow, what = ''): string =>
  `/people/${encodeURIComponent(person.id)}${what === '' ? '' : `/${what}`}`

/** Why something about people was not done: nothing of it waits on the device. */
export const notDone = (refusal: Refusal): string =>
  refusal.type === 'offline'
    ? 'There is no signal, and this needs it. Nothing has been changed.'
    : refusal.type === 'server-down'
      ? 'The server does not answer, so it is not certain whether this was done. Look at the list of people before you try again.'
      : refusal.type === 'part-missing'
        ? refusalSentence(refusal)
        : refusal.code === 'not-signed-in'
          ? 'Your session has ended. Sign in again, then do this once more.'
          : refusal.code === 'wrong-person'
            ? 'Someone else is signed in on this device. Sign in as yourself, then do this once more.'
            : everySentence(refusal.code)
