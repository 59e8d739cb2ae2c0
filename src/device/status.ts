/** The one honest status line, and the sentence of each thing that can go wrong. Pure. */
import { problemSentence } from '../protocol/problems.ts'
import type { DeskStatus, Refusal, StorageProblem, Unlocked } from './desk.ts'
import { londonTime } from './london-time.ts'

/** `good`: nothing to do. `waiting`: it will go by itself. `attention`: somebody must do something. */
export type Tone = 'good' | 'waiting' | 'attention'

export interface StatusPart {
  readonly text: string
  readonly tone: Tone
}

const changes = (count: number): string => (count === 1 ? '1 change' : `${count} changes`)
const wait = (count: number): string => `${changes(count)} ${count === 1 ? 'waits' : 'wait'}`

/**
 * The line, worst first, to be joined by ' · '. It says "Saved" only of what a completed transaction holds and
 * "Received" only of what a stored receipt covers. `now` in milliseconds: another day's times carry their date.
 */
export function statusParts(status: DeskStatus, now: number): readonly StatusPart[] {
  if (status.stopped === 'locked')
    return [{ text: lockedSentence(status.waiting), tone: status.waiting > 0 ? 'attention' : 'good' }]
  if (status.stopped === 'left') return [{ text: leftSentence(status.handedOver ?? 0), tone: 'attention' }]
  if (status.stopped === 'lost') return [{ text: lostSentence, tone: 'attention' }]
  if (status.stopped === 'removed') return [{ text: 'Your data has been removed from this device', tone: 'good' }]
  const parts: StatusPart[] = []
  if (status.lockedElsewhere)
    parts.push({
      text: 'You locked Fieldfare in another tab. Export what this one could not save, then lock it here',
      tone: 'attention',
    })
  if (status.stopped === 'newer-version')
    parts.push({ text: 'Fieldfare has been updated in another tab. Reload to continue', tone: 'attention' })
  if (status.storage === 'lost') return [...parts, ...lostParts(status)]
  if (status.unsaved > 0)
    parts.push({
      text: `${changes(status.unsaved)} not saved: ${storageSentence(status.storage ?? 'unavailable')}`,
      tone: 'attention',
    })
  else if (status.storage !== null) parts.push({ text: storageSentence(status.storage), tone: 'attention' })
  const waiting = status.waiting > 0
  if (waiting) parts.push(waitingPart(status))
  else if (status.connection !== 'idle' && status.connection !== 'syncing') parts.push(idlePart(status.connection))
  if (waiting && status.savedAt !== null && status.unsaved === 0)
    parts.push({ text: `Saved on this device ${londonTime(status.savedAt, now)}`, tone: 'good' })
  if (!waiting && status.unsaved === 0 && status.savedAt !== null)
    parts.push({ text: `Saved on this device ${londonTime(status.savedAt, now)}`, tone: 'good' })
  if (!waiting && status.unsaved === 0 && status.receivedAt !== null)
    parts.push({ text: `Received ${londonTime(status.receivedAt, now)}`, tone: 'good' })
  return parts.length > 0 ? parts : [{ text: 'Nothing waits to be sent', tone: 'good' }]
}

/** The line as one text. */
export const statusLine = (status: DeskStatus, now: number): string =>
  statusParts(status, now)
    .map(part => part.text)
    .join(' · ')

/** Nothing is saved on this device any more, whatever was: what the server has not received is in this tab alone. */
function lostParts({ waiting, unsaved, connection }: DeskStatus): readonly StatusPart[] {
  const atRisk = waiting + unsaved
  const said: StatusPart = { text: atRiskSentence(atRisk), tone: 'attention' }
  if (atRisk === 0 || connection === 'idle' || connection === 'syncing') return [said]
  const { text, tone } = whyWaiting[connection]
  return [said, { text: `Not sent: ${text}`, tone }]
}

type Trouble = Exclude<DeskStatus['connection'], 'idle' | 'syncing'>

const whyWaiting: Record<Trouble, { readonly text: string; readonly tone: Tone }> = {
  offline: { text: 'no signal', tone: 'waiting' },
  'server-down': { text: 'the server does not answer', tone: 'waiting' },
  'part-missing': { text: 'a part of Fieldfare was not fetched; reload to send', tone: 'attention' },
  'signed-out': { text: 'sign in again to send', tone: 'attention' },
  'wrong-person': { text: 'someone else is signed in here; sign in as yourself to send', tone: 'attention' },
  'update-needed': { text: 'reload to update', tone: 'attention' },
}

function waitingPart({ waiting, connection }: DeskStatus): StatusPart {
  if (connection === 'syncing') return { text: `Sending ${changes(waiting)}`, tone: 'waiting' }
  if (connection === 'idle') return { text: `${changes(waiting)} waiting`, tone: 'waiting' }
  const { text, tone } = whyWaiting[connection]
  return { text: `${changes(waiting)} waiting: ${text}`, tone }
}

const idle: Record<Trouble, StatusPart> = {
  offline: { text: 'No signal: you can go on working', tone: 'waiting' },
  'server-down': { text: 'The server does not answer: you can go on working', tone: 'waiting' },
  'part-missing': { text: 'A part of Fieldfare was not fetched: reload to send and receive', tone: 'attention' },
  'signed-out': { text: 'Your session has ended: sign in again to send and receive', tone: 'attention' },
  'wrong-person': {
    text: 'Someone else is signed in here: sign in as yourself to send and receive',
    tone: 'attention',
  },
  'update-needed': { text: 'Fieldfare has been updated: reload to receive', tone: 'attention' },
}
const idlePart = (connection: Trouble): StatusPart => idle[connection]

/** The browser has deleted what this device stored, under an open tab that still holds so many changes. */
export const atRiskSentence = (count: number): string =>
  count === 0
    ? storageSentence('lost')
    : `${changes(count)} not saved and at risk: the browser has deleted what was stored on this device. What the server received is safe. Export what has not been sent before you reload.`

/** At the door: what waits in a locked database. */
export const lockedSentence = (waiting: number): string =>
  waiting === 0 ? 'Locked' : `Locked: ${wait(waiting)}: unlock to send`

/** Her access has ended: what became of what the server did not have, and of this device. */
export const leftSentence = (handedOver: number): string =>
  handedOver === 0
    ? 'Your access has ended. Everything had been received; your work has been deleted from this device'
    : `Your access has ended. The council keeps the ${changes(handedOver)} that had not been taken; your work has been deleted from this device`

export const lostSentence =
  'This device was reported lost. Everything of yours has been deleted from it; what the server received is safe'

export function storageSentence(problem: StorageProblem): string {
  switch (problem) {
    case 'full':
      return 'This device is full. Free some space, or export what is not saved.'
    case 'closed':
      return 'The browser closed the storage of this site. Export what is not saved, then reload.'
    case 'unavailable':
      return 'This browser does not let Fieldfare store anything, as in a private window. Nothing typed here would be kept.'
    case 'lost':
      return 'The browser has deleted what was stored on this device. What the server received is safe: sign in to download it again.'
  }
}

/** Why something with the server did not happen. */
export function refusalSentence(refusal: Refusal): string {
  switch (refusal.type) {
    case 'offline':
      return 'There is no signal. Signing in needs it; unlocking does not.'
    case 'server-down':
      return 'The server does not answer. Try again in a moment.'
    case 'part-missing':
      return 'A part of Fieldfare was not fetched. Reload this page, then try again.'
    case 'problem':
      return problemSentence(refusal.code)
  }
}

/** Why a vault did not open. */
export function unlockSentence(because: Extract<Unlocked, { readonly ok: false }>['because']): string {
  switch (because) {
    case 'wrong-passphrase':
      return 'That is not the passphrase of this device.'
    case 'too-soon':
      return 'After several wrong passphrases there is a wait before the next one.'
    case 'no-such-person':
      return 'Nobody of that name has worked on this device. Sign in first.'
    case 'sign-in-first':
      return 'A part of what this device keeps is damaged. Your unsent changes are still here: sign in once with a connection, then unlock.'
    default:
      return storageSentence(because)
  }
}
