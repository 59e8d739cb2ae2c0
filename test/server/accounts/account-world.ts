/** A real server with a clock that tests turn and a letter box that they open; people at browsers and without one. */
import type { LightMyRequestResponse } from 'fastify'
import type { Instant, PersonId } from '../../../src/domain/ids.ts'
import { invite } from '../../../src/server/accounts/invitations.ts'
import { hashPassword } from '../../../src/server/accounts/passwords/passwords.ts'
import { recorded } from '../../../src/server/history/book.ts'
import type { HandedOver, Message } from '../../../src/server/mail/mailer.ts'
import type { ServerOptions } from '../../../src/server/server.ts'
import type { By } from '../../../src/server/storage/storage.ts'
import { helper } from '../small-county.ts'
import { TestServer } from '../test-server.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A password that the rules let pass. */
export const good = 'gravel pencil orbit tuba'
export const another = 'teapot lantern quarry mist'

export interface World {
  readonly at: TestServer
  readonly letters: Message[]
  /** Turns the server's clock. */
  pass(milliseconds: number): void
  now(): Instant
  /** What the mail server answers from now on. */
  answers(how: HandedOver): void
  /** Everything after answers is done, and due letters are handed over. */
  settled(): Promise<void>
  /** The secret in the last letter to her; undefined: none came. */
  secretFor(email: string): Promise<string | undefined>
  post(url: string, payload: object, cookies?: Record<string, string>): Promise<LightMyRequestResponse>
  /** What was appended to the record by an act, with who did it. */
  appendedBy(act: () => Promise<unknown>): Promise<readonly (readonly [string, string])[]>
  close(): Promise<void>
}

export async function openWorld(options: Partial<ServerOptions> = {}): Promise<World> {
  let clock = Date.parse('2026-03-02T09:00:00.000Z')
  let how: HandedOver = { ok: true }
  const letters: Message[] = []
  const now = (): Instant => new Date(clock).toISOString() as Instant
  const at = await TestServer.open({
    now,
    mailer: {
      async send(message) {
        if (how.ok) letters.push(message)
        return how
      },
      close: () => undefined,
    },
    ...options,
  })
  const settled = (): Promise<void> => at.server.idle()
  const entries = () => at.server.storage.accounts.db.selectFrom('record').selectAll().orderBy('seq').execute()
  return {
    at,
    letters,
    now,
    settled,
    pass(milliseconds) {
      clock += milliseconds
    },
    answers(next) {
      how = next
    },
    async secretFor(email) {
      await settled()
      return letters
        .filter(letter => letter.to === email)
        .flatMap(letter => /#([A-Za-z0-9_-]{43})$/m.exec(letter.text)?.[1] ?? [])
        .at(-1)
    },
    post: (url, payload, cookies = {}) => at.inject({ method: 'POST', url, payload, cookies }),
    async appendedBy(act) {
      const before = (await entries()).length
      await act()
      await settled()
      return (await entries()).slice(before).map(entry => [entry.what, entry.person_name] as const)
    },
    close: () => at.close(),
  }
}

export const newcomer = { name: 'Newcomer', email: 'newcomer@example.org' }

/** Somebody without a password, as whoever invites her makes her. */
export async function addNewcomer({ at, now }: World, who = newcomer): Promise<PersonId> {
  const id = `person-${who.email}` as PersonId
  await at.server.storage.addPerson({
    ...{ id, ...who, role: 'provider-editor', services: [] },
    ...{ contracts: [{ contract: helper, places: 'every' }], passwordHash: null, at: now() },
  })
  return id
}

/** An invitation with its letter. */
export async function inviteAgain(world: World, person: PersonId, by: By = null): Promise<void> {
  const { storage, mail } = world.at.server
  const found = await storage.person(person)
  if (!found) throw new Error(`There is no ${person}`)
  await recorded(storage.accounts.db, async transaction => {
    await invite(transaction, mail.letterbox, found, by, world.now())
    return { value: undefined, entries: [] }
  })
  mail.letterbox.kick()
}

/** Invited, with the secret of her letter. */
export async function invited(world: World): Promise<{ readonly id: PersonId; readonly token: string }> {
  const id = await addNewcomer(world)
  await inviteAgain(world, id)
  return { id, token: (await world.secretFor(newcomer.email)) ?? '' }
}

/** Puts another password in the place of somebody's, as if she had had it always. */
export async function givePassword({ at }: World, person: PersonId, password: string): Promise<void> {
  await at.server.storage.accounts.db
    .updateTable('account')
    .set({ password: await hashPassword(password) })
    .where('userId', '=', person)
    .execute()
}

export const codeOf = (answer: LightMyRequestResponse): readonly [number, string | undefined] => [
  answer.statusCode,
  answer.json().code,
]
