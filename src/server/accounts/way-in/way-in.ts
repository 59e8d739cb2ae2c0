/** What the ways into an account share. */
import type { Instant } from '../../../domain/ids.ts'
import type { Letterbox } from '../../mail/letterbox.ts'
import type { Storage } from '../../storage/storage.ts'
import type { PasswordPlace } from '../passwords/new-password.ts'
import { hashPassword } from '../passwords/passwords.ts'
import { newJoinCode } from './secrets.ts'

export interface WayIn {
  readonly storage: Storage
  readonly letterbox: Letterbox
  readonly passwords: PasswordPlace
  readonly now: () => Instant
  /** The hash of a code that nobody has: compared with where there is none, so that it takes as long. */
  readonly noCode: Promise<string>
}

export const openWayIn = (parts: Omit<WayIn, 'noCode'>): WayIn => ({ ...parts, noCode: hashPassword(newJoinCode()) })
