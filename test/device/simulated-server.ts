/**
 * The server in memory: its own `push`, `pull` and access rules over maps, behind a `fetch` that is its network.
 * Nothing here decides what becomes of an operation.
 */
import { gunzipSync } from 'node:zlib'
import type { DeviceId, Instant, IsoDate, OpId, PersonId, ScopeId, SheetId } from '../../src/domain/ids.ts'
import { everyProblem } from '../../src/protocol/every-problem.ts'
import type { Cursor } from '../../src/protocol/exchange.ts'
import { pullRequestSchema, pushRequestSchema } from '../../src/protocol/exchange.ts'
import { personHeader } from '../../src/protocol/person-header.ts'
import type { ProblemCode } from '../../src/protocol/problems.ts'
import { accessOf, mayReadDocument } from '../../src/server/access.ts'
import type { Reference } from '../../src/server/reference.ts'
import type {
  BatchState,
  BatchWrites,
  LogEntry,
  SetAside,
  Storage,
  StoredOperation,
  StoredPerson,
  StoredSheet,
} from '../../src/server/storage/storage.ts'
import { settleOverdue } from '../../src/server/sync/overdue.ts'
import { meOf, pull } from '../../src/server/sync/pull.ts'
import { push } from '../../src/server/sync/push.ts'
import { installation, password, referenceOf } from './county.ts'

/** Everything the server has on its disk: copying it is a backup, putting it back a restore. */
export interface Disk {
  devices: Map<DeviceId, { person: PersonId; lastSeq: number; log: Map<number, OpId> }>
  operations: Map<OpId, StoredOperation>
  sheets: Map<SheetId, StoredSheet>
  heads: Map<ScopeId, Cursor>
  log: LogEntry[]
  setAside: { readonly device: DeviceId; readonly things: readonly SetAside[] }[]
}

export interface SimulatedServer {
  disk: Disk
  people: StoredPerson[]
  /** What it knows by heart: a definition that changes is another reference. */
  reference: Reference
  /** Who is signed in on a device's browser; by name of the browser. */
  sessions: Map<string, PersonId>
  /** Answers this problem to a path's next requests, as long as it is set. */
  trouble: Map<string, ProblemCode>
  /** What a backup covers; nothing unless a test says so. */
  durableThrough: Instant | null
  /** Called inside every commit, before its writes are stored. */
  committing: (writes: BatchWrites, device: DeviceId) => void
  /** Requests that reached it, by path. */
  readonly seen: { readonly path: string; readonly body: unknown; readonly encoding: string | null }[]
  handle(browser: string, path: string, body: unknown, encoding: string | null): Promise<Response>
  /** The same, as it goes over the wire. */
  answer(browser: string, path: string, body: unknown, encoding?: string | null): Promise<Wire>
  backup(): Disk
  /** What the real one does every hour: decides what has waited too long. */
  settle(): Promise<void>
  clock: number
}

export interface Wire {
  readonly status: number
  readonly text: string
}

const emptyDisk = (): Disk => ({
  devices: new Map(),
  operations: new Map(),
  sheets: new Map(),
  heads: new Map(),
  log: [],
  setAside: [],
})

/** A copy of everything on the disk; what is in the maps is never changed, only replaced. */
export const copyOfDisk = (disk: Disk): Disk => ({
  devices: new Map([...disk.devices].map(([id, device]) => [id, { ...device, log: new Map(device.log) }])),
  operations: new Map(disk.operations),
  sheets: new Map(disk.sheets),
  heads: new Map(disk.heads),
  log: [...disk.log],
  setAside: [...disk.setAside],
})

const json = (value: unknown, status = 200): Wire => ({ status, text: JSON.stringify(value) })

export const responseOf = ({ status, text }: Wire): Response =>
  new Response(text, { status, headers: { 'content-type': 'application/json' } })

export const problemResponse = (code: ProblemCode, expected?: number): Response => responseOf(problem(code, expected))

const problem = (code: ProblemCode, expected?: number): Wire =>
  json(
    {
      type: 'about:blank',
      title: everyProblem[code].sentence,
      status: everyProblem[code].status,
      code,
      ...(expected === undefined ? {} : { expected }),
    },
    everyProblem[code].status,
  )

export function simulatedServer(people: readonly StoredPerson[]): SimulatedServer {
  const server: SimulatedServer = {
    disk: emptyDisk(),
    people: [...people],
    reference: referenceOf(),
    sessions: new Map(),
    trouble: new Map(),
    durableThrough: null,
    committing: () => undefined,
    seen: [],
    clock: Date.UTC(2017, 6, 11, 9),
    backup: () => copyOfDisk(server.disk),
    settle: async () => {
      const now = new Date(server.clock).toISOString() as Instant
      await settleOverdue(storage, server.reference, now, () => now)
    },
    handle: async (browser, path, body, encoding) => responseOf(await server.answer(browser, path, body, encoding)),
    async answer(browser, path, body, encoding = null) {
      const { reference } = server
      server.seen.push({ path, body, encoding })
      server.clock += 1
      const trouble = server.trouble.get(path)
      if (trouble !== undefined) return problem(trouble)
      const now = new Date(server.clock).toISOString() as Instant
      if (path === '/api/installation') return json(installation)
      if (path === '/api/auth/sign-in/email') {
        const asked = body as { email: string; password: string }
        const person = server.people.find(each => each.email === asked.email)
        if (person === undefined || asked.password !== password) return problem('wrong-password')
        server.sessions.set(browser, person.id)
        return json({ ok: true })
      }
      if (path === '/api/auth/sign-out') {
        server.sessions.delete(browser)
        return json({})
      }
      const person = server.people.find(each => each.id === server.sessions.get(browser))
      if (person === undefined) return problem('not-signed-in')
      const access = accessOf(person, reference.set, '2017-07-11' as IsoDate)
      if (path === '/api/me') return json(meOf(access))
      if (path === '/api/devices') {
        const device = crypto.randomUUID() as DeviceId
        server.disk.devices.set(device, { person: person.id, lastSeq: 0, log: new Map() })
        return json({ device })
      }
      if (path === '/api/push') {
        const pushed = await push(
          storage,
          () => server.reference,
          access,
          pushRequestSchema.parse(body),
          () => now,
        )
        return pushed.type === 'problem' ? problem(pushed.code, pushed.expected) : json(pushed.answer)
      }
      if (path === '/api/pull') {
        const request = pullRequestSchema.parse(body)
        if (request.person !== person.id) return problem('wrong-person')
        return json(await pull(storage, reference, access, request, { serverTime: now, installation }))
      }
      if (path === '/api/reference') {
        const { hashes } = body as { hashes: string[] }
        const documents = hashes
          .flatMap(hash => reference.documents.get(hash) ?? [])
          .filter(document => mayReadDocument(access, reference.set, document.id))
        return json({
          documents: documents.map(each => ({ hash: each.hash, document: JSON.parse(each.body) as unknown })),
        })
      }
      return problem('not-found')
    },
  }
  const storage = storageOver(server)
  return server
}

/** The part of the server's storage that syncing uses, over maps. */
function storageOver(server: SimulatedServer): Storage {
  const part: Pick<
    Storage,
    | 'device'
    | 'commitBatch'
    | 'newsOf'
    | 'durableThrough'
    | 'newestReceipt'
    | 'setAside'
    | 'setAsideOf'
    | 'waitingSince'
  > = {
    durableThrough: async () => server.durableThrough,
    waitingSince: async before =>
      [...server.disk.operations.values()].flatMap(({ outcome, sheet, device, receivedAt }) =>
        outcome === 'waiting' && sheet !== null && receivedAt < before ? [{ sheet, device }] : [],
      ),
    newestReceipt: async () =>
      [...server.disk.operations.values()].reduce<Instant | null>(
        (newest, { receivedAt }) => (newest === null || receivedAt > newest ? receivedAt : newest),
        null,
      ),
    setAside: async (device, things) => void server.disk.setAside.push({ device, things }),
    setAsideOf: async id => server.disk.setAside.filter(each => each.device === id).flatMap(each => [...each.things]),
    device: async id => {
      const found = server.disk.devices.get(id)
      return found && { id, person: found.person, secretHash: '' }
    },
    commitBatch: async (needs, decide) => {
      const { disk } = server
      const device = disk.devices.get(needs.device)
      const state: BatchState = {
        lastSeq: device?.lastSeq ?? 0,
        logged: device?.log ?? new Map(),
        operations: disk.operations,
        waiting: [...disk.operations.values()].filter(each => each.outcome === 'waiting'),
        sheets: disk.sheets,
        heads: disk.heads,
      }
      const { answer, writes } = decide(state)
      if (writes !== null) {
        server.committing(writes, needs.device)
        write(disk, needs.device, writes)
      }
      return answer
    },
    newsOf: async from => {
      const { disk } = server
      return [...from].flatMap(([scope, cursor]) => {
        const stands = disk.heads.get(scope) ?? { seq: 0, tip: null }
        const at = stands.tip === null ? undefined : disk.operations.get(stands.tip)?.receivedAt
        const head = at === undefined ? stands : { ...stands, at }
        const isThere = (tip: OpId | null): boolean =>
          cursor?.tip === tip &&
          (cursor.at === undefined || (tip !== null && cursor.at === disk.operations.get(tip)?.receivedAt))
        if (cursor && cursor.seq === head.seq && isThere(head.tip)) return []
        const known =
          cursor === undefined ||
          cursor.seq === 0 ||
          disk.log.some(entry => entry.scope === scope && entry.seq === cursor.seq && isThere(entry.opId))
        const after = known ? (cursor?.seq ?? 0) : 0
        const sheets = [...disk.sheets.values()].filter(sheet => sheet.scope === scope && sheet.rev > after)
        return [{ scope, cursor: head, reset: !known, sheets }]
      })
    },
  }
  return part as Storage
}

function write(disk: Disk, device: DeviceId, writes: BatchWrites): void {
  for (const each of writes.operations) {
    // Exactly once is the point: a second storing of one id is a fault of the server, not of the device.
    if (disk.operations.has(each.opId)) throw new Error(`Stored twice: ${each.opId}`)
    disk.operations.set(each.opId, each)
  }
  for (const each of writes.settled) disk.operations.set(each.opId, each)
  for (const sheet of writes.sheets) disk.sheets.set(sheet.sheet, sheet)
  for (const entry of writes.log) {
    disk.log.push(entry)
    disk.heads.set(entry.scope, { seq: entry.seq, tip: entry.opId })
  }
  const found = disk.devices.get(device)
  if (found === undefined) return
  for (const { seq, opId } of writes.deviceLog) found.log.set(seq, opId)
  found.lastSeq = writes.lastSeq
}

/** What becomes of a request on its way. */
export type Fault = 'none' | 'lose-request' | 'lose-response' | 'duplicate'

export interface Network {
  /** Faults of the next requests, in order; none when it runs out. */
  readonly faults: Fault[]
  offline: boolean
  /** Called before anything else of every request: a kill switch. */
  step: () => Promise<void>
}

/** The network between one browser and the server. */
export function networkTo(server: SimulatedServer, browser: string, network: Network): typeof fetch {
  return async (input, init) => {
    await network.step()
    if (network.offline) throw new TypeError('Failed to fetch')
    const path = new URL(String(input), 'http://localhost').pathname
    const { body, encoding } = await bodyOf(init)
    if (isOfAnother(server.sessions.get(browser), path, init)) return problemResponse('wrong-person')
    const fault = network.faults.shift() ?? 'none'
    if (fault === 'lose-request') throw new TypeError('Failed to fetch')
    if (fault === 'duplicate') await server.handle(browser, path, body, encoding)
    const response = await server.handle(browser, path, body, encoding)
    await network.step()
    if (fault === 'lose-response') throw new TypeError('Failed to fetch')
    return response
  }
}

/** As the guard has it: what is asked in one person's name is not answered by another's session. */
function isOfAnother(signedIn: PersonId | undefined, path: string, init: RequestInit | undefined): boolean {
  const meant = new Headers(init?.headers).get(personHeader)
  const needsSession = !/^\/api\/(auth\/|installation$|standing$|surrender$)/.test(path)
  return meant !== null && signedIn !== undefined && meant !== signedIn && needsSession
}

async function bodyOf(init: RequestInit | undefined): Promise<{ body: unknown; encoding: string | null }> {
  const encoding = new Headers(init?.headers).get('content-encoding')
  if (init?.body === undefined || init.body === null) return { body: undefined, encoding }
  const bytes = Buffer.from(await new Response(init.body).arrayBuffer())
  return { body: JSON.parse((encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString()) as unknown, encoding }
}
