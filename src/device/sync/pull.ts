/**
 * Pull: the server's truth into this device. Opened, merged and sealed outside, then one transaction that puts rows,
 * documents and cursors together, or nothing. It never alters an operation's content, a draft or what is being typed.
 */
import type { Instant, PersonId, ScopeId, SheetId } from '../../domain/ids.ts'
import { sheetDigestText } from '../../protocol/digests.ts'
import type { PullAnswer, PullRequest, ReferenceDocument } from '../../protocol/exchange.ts'
import { protocolVersion } from '../../protocol/versions.ts'
import type { Activity } from '../desk.ts'
import { toInstant } from '../london-time.ts'
import { sha256Hex } from '../outbox/digest.ts'
import { hold, isCellEntry } from '../outbox/outbox.ts'
import { entersFigures, scopesKept } from '../role-in.ts'
import { type KeptSheet, keptSheet } from '../storage/as-submitted.ts'
import {
  clearMeta,
  countersIn,
  type PersonDatabase,
  type SealedDocument,
  type SealedSheet,
  writing,
} from '../storage/database.ts'
import { withStorage } from '../storage/storage-fault.ts'
import type { Opened, Store } from '../storage/store.ts'
import {
  type Identity,
  type KeptDocument,
  readDocuments,
  readsOfReturns,
  storeOf,
  type Truth,
} from '../storage/truth.ts'
import type { Answer, Api } from './api.ts'
import type { Stepped } from './push.ts'

export interface Receiving {
  readonly store: Store
  readonly api: Api
  readonly person: PersonId
  readonly now: () => number
}

export type Pulled =
  | Extract<Stepped, { readonly ok: false }>
  | { readonly ok: true; readonly reset: boolean; readonly settled: boolean }

/** The protocol's limit of hashes in one question. */
const hashesAtOnce = 500
/** Times another tab may be first before this one leaves it to that one. */
const mostTries = 8
/** Milliseconds between two writes of nothing but when the server was last asked. */
const checkedEvery = 60_000

/**
 * One pull. `reset`: the server has lost what this device had seen, so a handshake is due. Refused as `server-down`
 * when a return arrived damaged; what arrived whole is then stored all the same.
 */
export async function pull({ store, api, person, now }: Receiving): Promise<Pulled> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { truth, outbox } = store.now()
    const cursors = truth?.cursors ?? {}
    // Read before asking: what the server answers holds at least these receipts' operations.
    const { ackNo } = outbox.counters
    const answer = await askWhole(api, asking(person, truth), cursors)
    if (!answer.ok) return answer
    const { value, damaged } = answer
    const fetched = await fetchDocuments(api, value, truth?.documents ?? new Map())
    if (!fetched.ok) return fetched
    const checkedAt = toInstant(now())
    const news: News = { answer: value, damaged, documents: fetched.value, cursors, ackNo, checkedAt }
    for (;;) {
      const outcome = await commit(store, news)
      if (outcome !== 'stale') {
        if (damaged.size > 0) return { ok: false, refusal: { type: 'server-down' } }
        return { ok: true, reset: value.scopes.some(scope => scope.reset), settled: outcome === 'settled' }
      }
      await store.refresh()
      // Another tab pulled: ask again from where it stands. It only wrote: the same answer still fits.
      if (!sameCursors(store.now().truth?.cursors ?? {}, cursors)) break
    }
  }
  return { ok: true, reset: false, settled: false }
}

type Asked = Omit<PullRequest, 'cursors'>

/** Whoever enters no figures reads returns online: her device keeps the meeting notes, and none of the returns. */
const asking = (person: PersonId, truth: Truth | undefined): Asked => ({
  protocol: protocolVersion,
  person,
  knows: ['notes'],
  ...(truth === undefined || entersFigures(truth.identity.me) ? {} : { only: 'notes' as const }),
})

type Whole =
  | Extract<Stepped, { readonly ok: false }>
  | { readonly ok: true; readonly value: PullAnswer; readonly damaged: ReadonlySet<SheetId> }

/** The server's answer; a scope with a return whose digest differs is asked for once more, from the beginning. */
async function askWhole(api: Receiving['api'], asked: Asked, cursors: Truth['cursors']): Promise<Whole> {
  const first = await api.pull({ ...asked, cursors })
  if (!first.ok) return first
  const doubted = await damagedIn(first.value)
  if (doubted.size === 0) return { ...first, damaged: doubted }
  const scopes = new Set<string>([...doubted].map(scopeOfSheet))
  const trusted = Object.fromEntries(Object.entries(cursors).filter(([scope]) => !scopes.has(scope)))
  const again = await api.pull({ ...asked, cursors: trusted })
  if (!again.ok) return again
  // Asked without a cursor the server cannot tell that it had lost something: it said so before.
  const reset = new Set(first.value.scopes.filter(scope => scope.reset).map(scope => scope.scope))
  const value: PullAnswer = {
    ...again.value,
    scopes: again.value.scopes.map(scope => ({ ...scope, reset: scope.reset || reset.has(scope.scope) })),
  }
  const damaged = await damagedIn(value)
  if (damaged.size > 0) console.warn(`Fieldfare: arrived damaged: ${[...damaged].join(', ')}`)
  return { ok: true, value, damaged }
}

/** The returns of an answer that are not what their digest says. */
async function damagedIn({ scopes }: PullAnswer): Promise<ReadonlySet<SheetId>> {
  const found = await Promise.all(
    scopes
      .flatMap(scope => scope.sheets)
      .map(async row => ((await sha256Hex(sheetDigestText(row.cells))) === row.digest ? [] : [row.sheet])),
  )
  return new Set(found.flat())
}

interface News {
  readonly answer: PullAnswer
  readonly damaged: ReadonlySet<SheetId>
  readonly documents: ReadonlyMap<string, ReferenceDocument>
  readonly cursors: Truth['cursors']
  readonly ackNo: number
  readonly checkedAt: Instant
}

const sameCursors = (a: Truth['cursors'], b: Truth['cursors']): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/** The documents of an answer that are not here yet, by hash. */
export async function fetchDocuments(
  api: Pick<Api, 'reference'>,
  answer: Pick<PullAnswer, 'reference'>,
  kept: ReadonlyMap<string, KeptDocument>,
): Promise<Answer<ReadonlyMap<string, ReferenceDocument>>> {
  const lacking = answer.reference.filter(({ id, hash }) => kept.get(id)?.hash !== hash).map(({ hash }) => hash)
  const found = new Map<string, ReferenceDocument>()
  for (let from = 0; from < lacking.length; from += hashesAtOnce) {
    const part = await api.reference(lacking.slice(from, from + hashesAtOnce))
    if (!part.ok) return part
    for (const { hash, document } of part.value.documents) found.set(hash, document)
  }
  return { ok: true, value: found }
}

/** One transaction, or `stale` when another tab changed anything since this one read. */
function commit(store: Store, news: News): Promise<'stale' | 'done' | 'settled'> {
  const { damaged, cursors, checkedAt } = news
  const { database } = store
  return store.alone(async keep => {
    const before = store.now()
    if (!sameCursors(before.truth?.cursors ?? {}, cursors)) return 'stale'
    const answer = withRevoked(news.answer, before)
    const after = await merge(store, before.truth, { ...news, answer })
    const { counters, entries } = before.outbox
    // Her own figure may be in what did not arrive: it stays laid over until it does.
    const settled = news.ackNo > counters.pulledAck && damaged.size === 0
    if (!after.changed && !settled) {
      await keepChecked(database, checkedAt)
      keep({ ...before, outbox: { counters: { ...counters, checkedAt }, entries } }, 'theirs')
      return 'done'
    }
    const held = hold(before.outbox, new Set(answer.revoked)).puts
    const heldIds = held.map(entry => entry.opId)
    const next = {
      ...counters,
      rev: counters.rev + 1,
      truthRev: counters.truthRev + (after.changed ? 1 : 0),
      pulledAck: settled ? news.ackNo : counters.pulledAck,
      serverTime: answer.serverTime,
      checkedAt,
    }
    const stored = await writing(
      database,
      ['sheets', 'reference', 'history', 'outbox', 'activity', 'meta'],
      async () => {
        if ((await countersIn(database)).rev !== counters.rev) return false
        await database.sheets
          .where('scope')
          .anyOf([...after.dropped])
          .delete()
        await Promise.all([
          database.sheets.bulkPut([...after.sheets]),
          ...(['reference', 'history'] as const).flatMap(name => [
            database[name].bulkDelete(after.gone.filter(id => storeOf(id) === name)),
            database[name].bulkPut(after.documents.filter(row => storeOf(row.id) === name)),
          ]),
          database.meta.bulkPut([
            { key: 'counters', counters: next },
            { key: 'cursors', cursors: after.truth.cursors, reads: readsOfReturns },
            { key: 'me', ...after.me },
          ]),
          database.activity.bulkAdd(happened({ ...news, answer }, heldIds.length)),
          heldIds.length > 0 ? database.outbox.where('opId').anyOf(heldIds).modify({ state: 'held' }) : undefined,
        ])
        return true
      },
    )
    if (!stored) return 'stale'
    const isHeld = new Set(heldIds)
    const kept = entries.map(entry => (isHeld.has(entry.opId) ? { ...entry, state: 'held' as const } : entry))
    keep({ ...before, truth: after.truth, outbox: { counters: next, entries: kept } })
    return settled ? 'settled' : 'done'
  })
}

/**
 * With every scope that is here and no longer hers: the server names only those that a cursor named, and there is none
 * for one whose return was damaged.
 */
function withRevoked(answer: PullAnswer, { truth, outbox }: Opened): PullAnswer {
  const hers = scopesKept(answer.me)
  const here = [
    ...[...(truth?.sheets.keys() ?? [])].map(scopeOfSheet),
    ...outbox.entries.filter(entry => entry.state === 'queued' && isCellEntry(entry)).map(entry => entry.content.scope),
  ]
  return { ...answer, revoked: [...new Set([...answer.revoked, ...here.filter(scope => !hers.has(scope))])] }
}

/** What to say of it on *This device*. */
const happened = ({ answer, checkedAt: at }: News, held: number): Activity[] => [
  ...(answer.revoked.length > 0 ? [{ at, what: 'access-taken-away' as const, count: held }] : []),
  ...(answer.scopes.some(scope => scope.reset) ? [{ at, what: 'fetched-anew' as const, count: 1 }] : []),
]

/** Writes the time alone at most once a minute; it is no change that another tab must read. */
async function keepChecked(database: PersonDatabase, checkedAt: Instant): Promise<void> {
  const kept = (await withStorage(database, () => countersIn(database))).checkedAt
  if (kept !== null && Math.abs(Date.parse(checkedAt) - Date.parse(kept)) < checkedEvery) return
  await writing(database, ['meta'], async () => {
    const counters = { ...(await countersIn(database)), checkedAt }
    await database.meta.put({ ...(await clearMeta(database, 'counters')), key: 'counters', counters })
  })
}

/** The truth after an answer, and the sealed rows that differ. */
async function merge(store: Store, before: Truth | undefined, news: News) {
  const { answer, damaged, documents: fetched } = news
  const { sealer } = store
  const sheets = new Map<SheetId, KeptSheet>(before?.sheets)
  const cursors: Record<string, PullAnswer['scopes'][number]['cursor']> = { ...before?.cursors }
  // What is answered whole takes the place of what is here, unless some of it arrived damaged: then the old stays.
  const whole = answer.scopes.filter(
    ({ scope, reset, sheets: rows }) =>
      (reset || news.cursors[scope] === undefined) && !rows.some(row => damaged.has(row.sheet)),
  )
  const dropped = new Set<ScopeId>([...answer.revoked, ...whole.map(({ scope }) => scope)])
  for (const id of sheets.keys()) if (dropped.has(scopeOfSheet(id))) sheets.delete(id)
  for (const scope of answer.revoked) delete cursors[scope]
  const rows: SealedSheet[] = []
  for (const { scope, cursor, sheets: changed } of answer.scopes) {
    // What arrived damaged is asked for again: its scope stays where it was.
    if (!changed.some(row => damaged.has(row.sheet))) cursors[scope] = cursor
    for (const row of changed) {
      if (damaged.has(row.sheet)) continue
      const kept = keptSheet(row, before?.sheets.get(row.sheet))
      sheets.set(row.sheet, kept)
      rows.push({ sheet: row.sheet, scope, rev: row.rev, ...(await sealer.seal('sheets', row.sheet, kept)) })
    }
  }
  const held = new Map<string, KeptDocument>()
  const sealed: SealedDocument[] = []
  for (const { id, hash } of answer.reference) {
    const old = before?.documents.get(id)
    const document = old?.hash === hash ? old.document : fetched.get(hash)
    if (document === undefined) continue
    held.set(id, { hash, document })
    if (old?.hash !== hash) sealed.push({ id, hash, ...(await sealer.seal(storeOf(id), id, document)) })
  }
  const gone = [...(before?.documents.keys() ?? [])].filter(id => !held.has(id))
  const { me, installation } = answer
  const same = before !== undefined && JSON.stringify(before.identity) === JSON.stringify({ me, installation })
  const identity: Identity = same ? before.identity : { me, installation }
  const changed = !same || answer.scopes.length > 0 || answer.revoked.length > 0 || sealed.length > 0 || gone.length > 0
  const read = sealed.length > 0 || gone.length > 0 || before === undefined
  const truth: Truth = {
    identity,
    sheets,
    cursors,
    documents: held,
    ...(read ? readDocuments([...held.values()].map(kept => kept.document)) : pick(before)),
  }
  return {
    truth,
    changed,
    dropped,
    gone,
    sheets: rows,
    documents: sealed,
    me: await sealer.seal('meta', 'me', identity),
  }
}

const pick = ({ set, collections, histories }: Truth): Pick<Truth, 'set' | 'collections' | 'histories'> => ({
  set,
  collections,
  histories,
})
const scopeOfSheet = (sheet: SheetId): ScopeId => sheet.slice(0, sheet.lastIndexOf('/')) as ScopeId
