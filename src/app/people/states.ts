/** How somebody stands, in words. Pure; `now` in milliseconds. */
import type { PersonRow } from '../../protocol/people.ts'
import { longDate, roleWord, whenSentence } from '../words.ts'
import { contractWord, type Naming } from './grants/grant-words.ts'

export type PersonState = 'working' | 'invited' | 'invitation-over' | 'ended'

export function stateOf({ state, invitationEndsAt }: PersonRow, now: number): PersonState {
  if (state === 'active') return 'working'
  if (state === 'ended') return 'ended'
  return invitationEndsAt !== null && Date.parse(invitationEndsAt) > now ? 'invited' : 'invitation-over'
}

export const stateColours = { working: 'green', invited: 'blue', 'invitation-over': 'orange', ended: 'grey' } as const

export const stateWords = {
  working: 'Working',
  invited: 'Invited',
  'invitation-over': 'Invitation too old',
  ended: 'Access ended',
} as const satisfies Record<PersonState, string>

/** What follows the word: until when an invitation can be used. */
export function stateDetail(row: PersonRow, now: number): string | undefined {
  const state = stateOf(row, now)
  if (row.invitationEndsAt === null) return undefined
  if (state === 'invited') return `until ${whenSentence(row.invitationEndsAt)}`
  return state === 'invitation-over' ? `ended ${whenSentence(row.invitationEndsAt)}` : undefined
}

/** 'Provider editor', then 'standing in as lead of NEET support, CXK until 31 July 2017': a line each, of today. */
export const roleLines = (naming: Naming, row: PersonRow): readonly string[] => [
  roleWord(row.given.role),
  ...row.standsIn
    .filter(({ from, to }) => from <= naming.today && naming.today <= to)
    .map(({ contract, to }) => `standing in as lead of ${contractWord(naming, contract)} until ${longDate(to)}`),
]

/** Kept with the row, so that a name typed in any case is found. */
export const matchesText = (row: PersonRow, text: string): boolean =>
  `${row.name} ${row.email}`.toLocaleLowerCase('en-GB').includes(text.trim().toLocaleLowerCase('en-GB'))
