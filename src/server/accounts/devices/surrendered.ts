/**
 * What devices handed over without a session, for an officer: changes to returns of services and areas she holds. Nobody has
 * judged it: it is shown beside the returns and enters none of them.
 */
import { type PersonId, partsOfScope, partsOfSheet, placeAbout, type ScopeId } from '../../../domain/ids.ts'
import type { Surrendered } from '../../../protocol/exchange.ts'
import { type Operation, operationSchema } from '../../../protocol/operation.ts'
import { type Access, mayAt, scopesOnceHeld } from '../../access.ts'
import type { Reference } from '../../reference.ts'
import type { Storage, StoredOperation, StoredSurrender } from '../../storage/storage.ts'
import { contentHash } from '../../sync/decide/arrival.ts'

interface Change {
  readonly operation: Operation
  readonly from: StoredSurrender
}

/** What the server has by another way, and what changed nothing, is left out; what cannot be read is counted. */
export async function surrenderedTo(storage: Storage, reference: Reference, access: Access): Promise<Surrendered> {
  const all = await storage.surrendered()
  const read = all.map(from => ({ from, operation: operationIn(from) }))
  const hers = read.flatMap(({ from, operation }): Change[] =>
    operation && operation.kind !== 'void' && concerns(operation, access) ? [{ from, operation }] : [],
  )
  const received = await storage.stored(hers.map(({ operation }) => operation.opId))
  const changes = hers
    .filter(({ operation }) => !hasIt(received.get(operation.opId), contentHash(operation)))
    .map(shown)
  const unreadable = await unreadableOf(
    read.filter(({ operation }) => !operation).map(({ from }) => from.person.id),
    storage,
    reference,
    access,
  )
  return { changes, ...(unreadable === 0 ? {} : { unreadable }) }
}

/** undefined when it is none, or is not of the person whose device handed it over. */
function operationIn({ body, person }: StoredSurrender): Operation | undefined {
  const found = operationSchema.safeParse(JSON.parse(body))
  return found.success && found.data.person === person.id ? found.data : undefined
}

/**
 * Whether this very content came by push too and is seen by it. What was refused is in no return; what was refused
 * because its return had been submitted is offered beside it.
 */
const hasIt = (received: Pick<StoredOperation, 'hash' | 'outcome' | 'code'> | undefined, hash: string): boolean =>
  received?.hash === hash && (received.outcome !== 'rejected' || received.code === 'locked')

const concerns = ({ sheet, scope }: Operation, access: Access): boolean =>
  partsOfSheet(sheet)?.scope === scope && reads(access, scope)

function reads(access: Access, scope: ScopeId): boolean {
  const parts = partsOfScope(scope)
  return parts !== undefined && mayAt(access, 'read-handed-over', parts.contract, placeAbout(parts.place))
}

function shown({ from, operation }: Change): Surrendered['changes'][number] {
  const { sheet, deviceTime } = operation
  const written = operation.kind === 'set' || operation.kind === 'resolve' ? operation : { cell: null, value: null }
  return {
    person: from.person,
    receivedAt: from.receivedAt,
    sheet,
    cell: written.cell,
    value: written.value,
    ...(operation.kind === 'answer' ? { words: operation.value.text } : {}),
    deviceTime,
  }
}

/** What nobody can read names no return: it concerns whoever reads that person's. */
async function unreadableOf(
  from: readonly PersonId[],
  storage: Storage,
  reference: Reference,
  access: Access,
): Promise<number> {
  let count = 0
  for (const [id, theirs] of Map.groupBy(from, person => person)) {
    const person = await storage.person(id)
    // Mostly somebody whose access has ended: that is when a device hands over.
    const scopes = person ? [...scopesOnceHeld(person, reference.set, access.today)] : []
    if (scopes.some(scope => reads(access, scope))) count += theirs.length
  }
  return count
}
