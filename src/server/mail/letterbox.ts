/** Letters as the rest of the server writes them: whom to and what about; who sends them and how is settled here. */
import type { Transaction } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import type { Tables } from '../storage/tables.ts'
import { mailAddress } from './address.ts'
import type { Letter } from './letters.ts'
import { post } from './outgoing.ts'

/** A letter before it is said whom it is to. */
export type LetterBody = Letter extends infer Each ? (Each extends Letter ? Omit<Each, 'name'> : never) : never

export interface Addressee {
  readonly name: string
  readonly email: string
}

export interface Letterbox {
  /**
   * Puts a letter on its way in the transaction of the act it tells of; call `kick` after the commit. Whose address
   * is none that mail can reach gets no letter, and the act goes on.
   */
  post(transaction: Transaction<Tables>, to: Addressee, letter: LetterBody, at: Instant): Promise<void>
  /** The address of a page for a secret, which stands behind '#': browsers send that to no server. */
  link(page: 'join' | 'reset', token: string): URL
  /** Has what was posted sent now. Never throws and never waits. */
  kick(): void
}

export interface LetterboxOptions {
  readonly council: string
  /** 'https://returns.example.gov.uk'; asked each time, because on this machine the port is known only once it listens. */
  readonly origin: () => string
  readonly kick: () => void
}

export const openLetterbox = ({ council, origin, kick }: LetterboxOptions): Letterbox => ({
  async post(transaction, { name, email }, body, at) {
    const to = mailAddress(email)
    if (to) await post(transaction, to, { ...body, name }, council, at)
  },
  link: (page, token) => new URL(`/${page}#${token}`, origin()),
  kick,
})
