/** Where a person is between opening the app and working: one of these at a time. */
import type { Desk, Door, PersonOnDevice } from '../../device/desk.ts'
import type { Office } from '../../device/door/office.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { Installation, Me } from '../../protocol/exchange.ts'
import type { FirstDay } from '../join/first-day.ts'

/** What the server says of one person's database on this device. */
export type StandingAtDoor = Awaited<ReturnType<Door['standing']>>[number]

/** Why there is nothing of hers on this device any more. */
export type Ended = { readonly how: 'left'; readonly handedOver: number } | { readonly how: 'lost' | 'removed' }

export type Session =
  | { readonly stage: 'starting' }
  | { readonly stage: 'sign-in'; readonly people: readonly PersonOnDevice[] }
  | { readonly stage: 'unlock'; readonly people: readonly PersonOnDevice[]; readonly person: PersonId | undefined }
  /** Her passphrase is forgotten. `me`: once she has signed in. */
  | {
      readonly stage: 'start-again'
      readonly person: PersonOnDevice
      readonly proved?: { readonly me: Me; readonly installation: Installation }
    }
  /** `firstDay`: she has come by an invitation. */
  | {
      readonly stage: 'choose-passphrase'
      readonly me: Me
      readonly installation: Installation
      readonly firstDay?: FirstDay | undefined
    }
  | { readonly stage: 'desk'; readonly desk: Desk }
  | { readonly stage: 'ended'; readonly ended: Ended }
  /** `desk`: where her meeting notes are kept on this device, once it is unlocked; `ended`: why it is there no more. */
  | {
      readonly stage: 'office'
      readonly office: Office
      readonly desk?: Desk | undefined
      readonly ended?: Ended | undefined
    }
