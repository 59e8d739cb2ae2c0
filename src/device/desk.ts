/**
 * The device as the app sees it. A `Door` is what is there before anyone is unlocked; a `Desk` is one unlocked
 * person's work, in page memory, over her sealed database. React knows only these types.
 */
import type { CellValue } from '../domain/figures/figure.ts'
import type { CellKey, Instant, OpId, PersonId, SheetId } from '../domain/ids.ts'
import type { PlaceHistory } from '../domain/reading.ts'
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import type { ReturnState } from '../domain/workflow.ts'
import type { Cell, Collection, Installation, Late, Me, SheetRow, WritingEvent } from '../protocol/exchange.ts'
import type { ProblemCode } from '../protocol/problems.ts'
import type { Behalf, Message, Question, Review } from '../protocol/review.ts'

/** Listed on the device in clear, so that she can pick herself with no signal. */
export interface PersonOnDevice {
  readonly id: PersonId
  readonly name: string
  readonly email: string
}

/** Why something with the server did not happen; each has its sentence in status.ts. */
export type Refusal =
  | { readonly type: 'offline' }
  | { readonly type: 'server-down' }
  /** The server answers, and a part of the app could not be fetched from it. */
  | { readonly type: 'part-missing' }
  | { readonly type: 'problem'; readonly code: ProblemCode }

/** Why something with the device's own storage did not happen; each has its sentence in status.ts. */
export type StorageProblem = 'full' | 'closed' | 'unavailable' | 'lost'

export type SignedIn =
  | { readonly ok: true; readonly me: Me; readonly installation: Installation; readonly known: boolean }
  | { readonly ok: false; readonly refusal: Refusal }

export type Unlocked =
  | { readonly ok: true; readonly desk: Desk }
  /** `too-soon`: after wrong tries there is a wait; see `wait`. */
  | {
      readonly ok: false
      readonly because: 'wrong-passphrase' | 'too-soon' | 'no-such-person' | 'sign-in-first' | StorageProblem
    }

export type PassphraseSet =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: 'wrong-passphrase' | 'too-soon' | 'too-short' | StorageProblem }

/** Whether one person's data on this device were deleted. `unsent`: not while so many changes would be lost. */
export type Removed =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: 'unsent'; readonly count: number }
  | { readonly ok: false; readonly because: StorageProblem }

export type StartedAgain = Removed | { readonly ok: false; readonly because: 'refused'; readonly refusal: Refusal }

/** Shortest device passphrase, in characters. */
export const shortestPassphrase = 10

export interface Door {
  /** Who has a vault on this device. Works with the network off. */
  people(): Promise<readonly PersonOnDevice[]>
  /** What the server said of itself, or what it last said when it cannot be reached; undefined on a device that never met it. */
  installation(): Promise<Installation | undefined>
  /** Needs the network. `known`: she has a vault on this device, so unlock it; else choose a passphrase. */
  signIn(email: string, password: string): Promise<SignedIn>
  /** First time on this device: seals a new data key under the passphrase, registers the device, opens the desk. */
  createVault(me: Me, passphrase: string): Promise<Unlocked>
  /**
   * Opening the vault is the proof; no network needed. `sign-in-first`: it opened, and who she is cannot be read from
   * it; after `signIn` it is what the server says.
   */
  unlock(person: PersonId, passphrase: string): Promise<Unlocked>
  /** The non-extractable key of a tab that is already unlocked, if there is one. */
  unlockFromAnotherTab(person: PersonId): Promise<Desk | undefined>
  /** How many of her operations wait in the locked database: "3 changes wait: unlock to send". */
  waiting(person: PersonId): Promise<number>
  /** Milliseconds until the next passphrase may be tried; 0: now. It is never longer than five minutes. */
  wait(person: PersonId): Promise<number>
  /** How many changes, unfinished entries included, the locked database holds that the server never received. */
  neverReceived(person: PersonId): Promise<number>
  /**
   * The passphrase is forgotten: deletes that person's database and nobody else's. The server is asked first that it
   * is she who is signed in. `lost`: the number she has agreed to lose; another one by now refuses.
   */
  startAgain(person: PersonId, lost: number): Promise<StartedAgain>
  /**
   * Asks the server, where it can be reached, how each person's database on this device stands. One of a device that
   * was reported lost is deleted unopened; one whose person's access has ended waits to be unlocked and handed over.
   */
  standing(): Promise<readonly { readonly person: PersonOnDevice; readonly standing: 'deleted' | 'left' }[]>
}

export interface Edit {
  readonly sheet: SheetId
  readonly cell: CellKey
  /** null clears the cell. */
  readonly value: CellValue | null
  /**
   * The write its author saw when she began (null: nothing was there), where it may have been replaced since without
   * being shown, as in a field she is in. Absent: what this device holds now is on her screen.
   */
  readonly seen?: OpId | null
  /** With `seen`: the sides of a conflict that were on her screen when she began, by their tokens; absent: none. */
  readonly sides?: readonly OpId[]
  /** With `seen`: `DeskState.made` when she began; absent: as it is now. */
  readonly asOf?: number
  /** Chosen by a button between what people entered differently. A text that is only typed on is a version of its own. */
  readonly chosen?: true
}

/** Text in a field that cannot be read as its kind: never sent, survives reload, counts as an error. */
export interface Draft {
  readonly sheet: SheetId
  readonly cell: CellKey
  /** `value`, `part`, `whole` ... */
  readonly field: string
  readonly text: string
}

export type Saved =
  | { readonly ok: true; readonly at: Instant }
  | { readonly ok: false; readonly problem: StorageProblem }

/** `queued`: of hers, and can still be changed or taken back. `sent`: waits for its receipt. Absent: received. */
export type ShownMessage = Message & { readonly standing?: 'queued' | 'sent' }
export interface ShownQuestion extends Omit<Question, 'messages'> {
  readonly messages: readonly ShownMessage[]
}
/** What the council and the provider said of a return, with her own answers that are not received yet. */
export interface ShownReview extends Omit<Review, 'questions'> {
  readonly questions?: readonly ShownQuestion[] | undefined
}
/** `waiting`: confirmed here, and not received yet. */
export type ShownBehalf = Behalf & { readonly standing?: 'waiting' }

/** A cell as the person sees it: the server's truth overlaid with her own operations. */
export interface CellView {
  readonly value: CellValue | null
  /** The write she sees: what her next edit replaces. */
  readonly base: OpId | null
  /** `received`: the server has exactly this. `waiting`: saved here, not yet received. `refused`: the server said no. */
  readonly standing: 'received' | 'waiting' | 'refused'
  readonly code?: ProblemCode
  readonly by?: Cell['by']
  readonly at?: Instant
  /** The other sides of a conflict, when the cell is contested. */
  readonly sides?: Cell['sides']
  /** What the server last gave, where her own, shown, has not been received. Absent: nothing, or it is what is shown. */
  readonly received?: Pick<Cell, 'value' | 'by' | 'at'>
  /** The council entered it for the provider, for a lead to confirm. */
  readonly behalf?: ShownBehalf
}

export interface SheetView {
  readonly sheet: SheetId
  readonly state: ReturnState
  readonly submission: SheetRow['submission']
  /** A submission of mine that has not been answered: the sheet is read-only, with *Take back* while `queued`. */
  readonly submitting: { readonly opId: OpId; readonly state: 'queued' | 'sent'; readonly deviceTime: Instant } | null
  /** A withdrawal of mine that has not been answered: the return opens once the server has it. */
  readonly withdrawing?: true
  /** Changes that came after submission, until somebody takes them in or leaves them out. Absent: none. */
  readonly late?: readonly Late[]
  /** By cell key: what the latest submission held, of a return that is open again. Absent: this device never had it. */
  readonly asSubmitted?: Readonly<Record<string, CellValue>>
  /** Questions, sending back, acceptance and rulings. Absent: nothing of the kind. */
  readonly review?: ShownReview
  readonly cells: ReadonlyMap<CellKey, CellView>
}

/** An operation the server refused or will refuse, closed only by a person. */
export interface NeedsYou {
  readonly opId: OpId
  readonly sheet: SheetId
  readonly cell: CellKey | null
  /** Of one that is kept back because her access was taken away: `no-access`. */
  readonly code: ProblemCode
  readonly value: CellValue | null
  readonly deviceTime: Instant
  /** `refused`: the server said no. `going`: her access was taken away, and it still goes, to be kept by the server. */
  readonly standing: 'refused' | 'going'
  /** The cell is open to her now: *Enter it again* makes the same change upon what she sees today. */
  readonly again: boolean
  /** An answer to a question, or figures confirmed; absent: a change, a submission or a withdrawal. */
  readonly said?:
    | { readonly kind: 'answer'; readonly question: OpId; readonly text: string }
    | { readonly kind: 'confirm'; readonly cells: readonly CellKey[] }
}

/** Something that happened on this device, without any content: for *This device* and for diagnostics. */
export interface Activity {
  /** By the device's clock. */
  readonly at: Instant
  readonly what:
    | 'saved'
    | 'received'
    | 'refused'
    | 'agreed'
    | 'conflict'
    | 'waiting'
    | 'taken-back'
    | 'unlocked'
    | 'signed-in-again'
    | 'storage-refused'
    | 'storage-works-again'
    | 'sent-again'
    | 'numbered-anew'
    | 'fetched-anew'
    | 'access-taken-away'
    | 'exported'
    | 'imported'
    | 'passphrase-changed'
  /** How many changes it was about. */
  readonly count: number
  readonly sheet?: SheetId
  readonly code?: ProblemCode | StorageProblem
}

/** What became of a backup file that was read back. */
export type Imported =
  | {
      readonly ok: true
      /** Not on this device before: they go out like any other. */
      readonly taken: number
      /** Already here, or received from here: nothing happens twice. */
      readonly known: number
      /** Could not be read; they stay in the file. */
      readonly unreadable: number
    }
  | { readonly ok: false; readonly because: 'not-a-backup' | 'another-person' | StorageProblem }

/** Somebody else is typing in a cell just now: a hint, never a lock. */
export interface Writing extends WritingEvent {
  /** Milliseconds since 1970, by this device: shown until then. */
  readonly until: number
}

export interface DeskStatus {
  /** Operations saved here and not yet received. */
  readonly waiting: number
  /** When the last strict transaction completed. */
  readonly savedAt: Instant | null
  /** When the last receipt was stored. */
  readonly receivedAt: Instant | null
  readonly connection:
    | 'idle'
    | 'syncing'
    | 'offline'
    | 'server-down'
    | 'part-missing'
    | 'signed-out'
    | 'wrong-person'
    | 'update-needed'
  /** When the server was last asked for news and answered; null: never on this device. */
  readonly checkedAt: Instant | null
  /** A standing message with an export button, until it works again. */
  readonly storage: StorageProblem | null
  /** Edits in memory that storage refused: shown, exportable, retried. */
  readonly unsaved: number
  /** navigator.storage.persist()'s answer; null before the first save. */
  readonly persistent: boolean | null
  /** She locked in another tab while this one holds changes that storage refuses: export them, then lock here. */
  readonly lockedElsewhere?: true
  /**
   * This tab no longer works on the database: locked, another tab runs a newer version (reload to continue), her access
   * has ended and everything was handed over, the device was reported lost, or she removed her data; the last three
   * deleted the database.
   */
  readonly stopped?: 'locked' | 'newer-version' | 'left' | 'lost' | 'removed'
  /** `warned`: nobody has done anything for 14 minutes. `over`: for 15, so the app locks. Absent: somebody is at work. */
  readonly idle?: 'active' | 'warned' | 'over'
  /** With `stopped: 'left'`: how many changes the server keeps for an officer. */
  readonly handedOver?: number
}

/** Immutable; a part that did not change is the same object as before. */
export interface DeskState {
  readonly me: Me
  readonly installation: Installation
  /** null until downloaded for the first time. */
  readonly set: IndicatorSet | null
  readonly collections: readonly Collection[]
  readonly sheets: ReadonlyMap<SheetId, SheetView>
  /** By 'contract/place' (a place, an area or `all`). */
  readonly histories: ReadonlyMap<string, PlaceHistory>
  readonly drafts: readonly Draft[]
  readonly needsYou: readonly NeedsYou[]
  /** Who else is typing where. */
  readonly writing: readonly Writing[]
  readonly status: DeskStatus
  /** How many operations had been made on this device: what one of her tabs knew when she began to type. */
  readonly made: number
}

export interface Desk {
  state(): DeskState
  /** Called after every change of state; gives back how to stop. */
  subscribe(listener: () => void): () => void
  /** One strict transaction for all of them. Resolves when it has completed: only then say "saved". */
  save(edits: readonly Edit[]): Promise<Saved>
  /** Keeps unreadable text beside its cell; '' forgets it. */
  keepDraft(draft: Draft): Promise<Saved>
  /** Queues a submission of these sheets with the digest of what is on screen. */
  submit(sheets: readonly SheetId[], confirm: { readonly name: string; readonly role: string }): Promise<Saved>
  /** Takes back a submission: voided in place while queued, else withdrawn once sent. */
  takeBack(sheets: readonly SheetId[]): Promise<Saved>
  /** Closes one refused operation: the person has seen it. */
  dismiss(opId: OpId): Promise<Saved>
  /** Makes refused changes anew upon what she sees now, and closes the old ones, in one transaction. */
  enterAgain(opIds: readonly OpId[]): Promise<Saved>
  /** A lead takes late changes in: withdraws the return where it is submitted, then enters them, in one transaction. */
  takeIn(sheet: SheetId, opIds: readonly OpId[]): Promise<Saved>
  /** A lead leaves late changes out for good, with a reason of at most 500 characters. */
  leaveOut(sheet: SheetId, opIds: readonly OpId[], reason: string): Promise<Saved>
  /**
   * Says something in a question, and forgets the unfinished answer kept for it, in one transaction. What was said there
   * and is still queued is replaced; '' takes it back. Throws a RangeError beyond 2,000 characters.
   */
  answerQuestion(sheet: SheetId, question: OpId, text: string): Promise<Saved>
  /** A lead confirms figures that the council entered, as they are on her screen now. */
  confirmFigures(sheet: SheetId, cells: readonly CellKey[]): Promise<Saved>
  /** She is typing in this cell: told to the others at most every ten seconds, and only when online. */
  writing(sheet: SheetId, cell: CellKey): void
  /** Push, then pull, now. Resolves when the cycle ended, however it ended. */
  sync(): Promise<void>
  /** Signs in again after the session expired; nothing else is asked. */
  signInAgain(password: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }>
  /** Everything of hers that the server has not received, as a JSON file. */
  exportUnsent(): Promise<Blob>
  /** Reads such a file back: what is not known here goes out like any other change, with its own id, and counts once. */
  importBackup(text: string): Promise<Imported>
  /** What happened on this device, newest first, at most 200. */
  activity(): Promise<readonly Activity[]>
  /** A JSON file for whoever helps her: versions, counts, states and times; nothing anybody typed. */
  diagnostics(): Promise<Blob>
  /** Wraps the same key anew: nothing is encrypted again, and other tabs go on. Needs no network. */
  changePassphrase(old: string, next: string): Promise<PassphraseSet>
  /** As `Door.wait`: a wrong old passphrase is a wrong try too. */
  wait(): Promise<number>
  /** Deletes her database here. Refused while something the server has not taken would be lost and is in no backup file. */
  removeMyData(): Promise<Removed>
  /** A key, a pointer or a touch: it counts in every tab of hers. */
  active(): void
  /** She has said that it is to stay unlocked, also after `over`. */
  stayUnlocked(): void
  /**
   * Something that holds keystrokes which were not saved yet: asked to save them before this tab lets go of the
   * database, whatever the reason. Gives back how to withdraw.
   */
  beforeLeaving(save: () => void): () => void
  /** Forgets the key; the ciphertext stays. */
  lock(): void
}
