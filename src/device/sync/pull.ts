/**
 * Pull: the server's truth into this device. Opened, merged and sealed outside, then one transaction that puts rows,
 * documents and cursors together, or nothing. It never alters an operation's content, a draft or what is being typed.
 */
import type { PersonId, ScopeId, SheetId } from '../../domain/ids.ts'
import { type PullAnswer, protocolVersion, type ReferenceDocument, type SheetRow } from '../../protocol/exchange.ts'
import { hold } from '../outbox/outbox.ts'
import { clearMeta, type SealedDocument, type SealedSheet, writing } from '../storage/database.ts'
import type { Store } from '../storage/store.ts'
import { type Identity, type KeptDocument, readDocuments, storeOf, type Truth } from '../storage/truth.ts'
import type { Answer, Api } from './api.ts'
import type { Stepped } from './push.ts'

export interface Receiving {
  readonly store: Store
  readonly api: Api
  readonly person: PersonId
}

export type Pulled =
  | Extract<Stepped, { readonly ok: false }>
  | { readonly ok: true; readonly reset: boolean; readonly settled: boolean }

/** The protocol's limit of hashes in one question. */
const hashesAtOnce = 500
/** Times another tab may be first before this one leaves it to that one. */
const mostTries = 8

/** One pull. `reset`: the server has lost what this device had seen, so a handshake is due. */
export async function pull({ store, api, person }: Receiving): Promise<Pulled> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { truth, outbox } = store.now()
    const cursors = truth?.cursors ?? {}
    // Read before asking: what the server answers holds at least these receipts' operations.
    const ackNo = outbox.counters.ackNo
    const answer = await api.pull({ protocol: protocolVersion, person, cursors })
    if (!answer.ok) return answer
    const fetched = await fetchDocuments(api, answer.value, truth?.documents ?? new Map())
    if (!fetched.ok) return fetched
    const news: News = { answer: answer.value, documents: fetched.value, cursors, ackNo }
    for (;;) {
      const outcome = await commit(store, news)
      if (outcome !== 'stale')
        return { ok: true, reset: answer.value.scopes.some(scope => scope.reset), settled: outcome === 'settled' }
      await store.refresh()
      // Another tab pulled: ask again from where it stands. It only wrote: the same answer still fits.
      if (!sameCursors(store.now().truth?.cursors ?? {}, cursors)) break
    }
  }
  return { ok: true, reset: false, settled: false }
}

interface News {
  readonly answer: PullAnswer
  readonly documents: ReadonlyMap<string, ReferenceDocument>
  readonly cursors: Truth['cursors']
  readonly ackNo: number
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
function commit(store: Store, { answer, documents, cursors, ackNo }: News): Promise<'stale' | 'done' | 'settled'> {
  return store.alone(async keep => {
    const before = store.now()
    if (!sameCursors(before.truth?.cursors ?? {}, cursors)) return 'stale'
    const after = await merge(store, before.truth, answer, documents)
    const { counters } = before.outbox
    const settled = ackNo > counters.pulledAck
    if (!after.changed && !settled) return 'done'
    const held = hold(before.outbox, new Set(answer.revoked)).puts
    const heldIds = held.map(entry => entry.opId)
    const next = {
      ...counters,
      rev: counters.rev + 1,
      truthRev: counters.truthRev + (after.changed ? 1 : 0),
      pulledAck: Math.max(counters.pulledAck, ackNo),
      serverTime: answer.serverTime,
    }
    const { database } = store
    const stored = await writing(database, ['sheets', 'reference', 'history', 'outbox', 'meta'], async () => {
      const found = await clearMeta(database, 'counters')
      if ((found?.counters.rev ?? 0) !== counters.rev) return false
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
          { key: 'cursors', cursors: after.truth.cursors },
          { key: 'me', ...after.me },
        ]),
        heldIds.length > 0 ? database.outbox.where('opId').anyOf(heldIds).modify({ state: 'held' }) : undefined,
      ])
      return true
    })
    if (!stored) return 'stale'
    const isHeld = new Set(heldIds)
    const entries = before.outbox.entries.map(entry =>
      isHeld.has(entry.opId) ? { ...entry, state: 'held' as const } : entry,
    )
    keep({ ...before, truth: after.truth, outbox: { counters: next, entries } })
    return settled ? 'settled' : 'done'
  })
}

/** The truth after an answer, and the sealed rows that differ. */
async function merge(store: Store, before: Truth | undefined, answer: PullAnswer, fetched: News['documents']) {
  const { sealer } = store
  const sheets = new Map<SheetId, SheetRow>(before?.sheets)
  const cursors: Record<string, PullAnswer['scopes'][number]['cursor']> = { ...before?.cursors }
  const dropped = new Set<ScopeId>([
    ...answer.revoked,
    ...answer.scopes.filter(scope => scope.reset).map(scope => scope.scope),
  ])
  for (const id of sheets.keys()) if (dropped.has(scopeOfSheet(id))) sheets.delete(id)
  for (const scope of answer.revoked) delete cursors[scope]
  const rows: SealedSheet[] = []
  for (const { scope, cursor, sheets: changed } of answer.scopes) {
    cursors[scope] = cursor
    for (const row of changed) {
      sheets.set(row.sheet, row)
      rows.push({ sheet: row.sheet, scope, rev: row.rev, ...(await sealer.seal('sheets', row.sheet, row)) })
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
