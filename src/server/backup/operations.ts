/** Every operation by itself: it is as it was sent, and what is recorded of it can be. */
import { type Kysely, sql } from 'kysely'
import { sameValue } from '../../domain/figures/figure.ts'
import { outcomes } from '../../protocol/exchange.ts'
import { type Operation, operationSchema } from '../../protocol/operation.ts'
import { operationOf } from '../storage/operation-rows.ts'
import type { StoredOperation } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'
import { contentHash } from '../sync/decide/arrival.ts'
import { isReview } from '../sync/decide/review/effect.ts'
import { writtenBy } from '../sync/decide/written.ts'
import type { Faults } from './structure.ts'

const atOnce = 500

export async function* operationFaults(db: Kysely<Tables>): Faults {
  /** What changed a return and wrote in no cell of its own: it must be in the log. */
  const leaving = new Set<string>()
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('operation')
      .selectAll()
      .where('op_id', '>', after)
      .orderBy('op_id')
      .limit(atOnce)
      .execute()
    const operations = rows.map(operationOf)
    for (const operation of operations) {
      yield* ownFaults(operation)
      if (operation.outcome === 'applied' && changesWithoutCell(operation)) leaving.add(operation.opId)
    }
    yield* agreementFaults(db, operations)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.op_id
  }
  yield* logFaults(db, leaving)
}

function* ownFaults(operation: StoredOperation): Generator<string, void, undefined> {
  const { opId, device, seq, sheet, cell, base, outcome, code } = operation
  const sent = objectIn(operation.body)
  if (!sent) return yield `Operation ${opId} cannot be read.`
  if (sent['opId'] !== opId || sent['device'] !== device || sent['seq'] !== seq)
    yield `Operation ${opId} says it is ${sent['opId']}, number ${sent['seq']} of device ${sent['device']}.`
  if (contentHash(sent) !== operation.hash) yield `Operation ${opId} is not what was sent: its hash differs.`
  const differs = (name: string, kept: string | null): boolean => kept !== null && sent[name] !== kept
  if (differs('sheet', sheet) || differs('cell', cell) || differs('base', base))
    yield `Operation ${opId} is kept under another return, cell or base than it names.`
  if (!outcomes.some(each => each === outcome))
    yield `Operation ${opId} has the outcome ${outcome}, which there is not.`
  if ((outcome === 'rejected') !== (code !== undefined)) yield `Operation ${opId} is ${outcome}, with the code ${code}.`
}

function objectIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(body)
    return typeof found === 'object' && found !== null ? { ...found } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const readIn = (operation: StoredOperation): Operation | undefined =>
  operationSchema.safeParse(JSON.parse(operation.body)).data

/** What writes in no cell of its own and must be in the log all the same. */
function changesWithoutCell(operation: StoredOperation): boolean {
  const read = operation.cell === null ? readIn(operation) : undefined
  return read !== undefined && (read.kind === 'leave' || isReview(read))
}

/** What came too late stands once an officer has taken it in. */
const mayStand = ({ outcome, code }: StoredOperation): boolean =>
  outcome === 'applied' || (outcome === 'rejected' && code === 'locked')

/** Whoever agreed, agreed with a write that stood in that cell and has the same value; or cleared what was empty. */
async function* agreementFaults(db: Kysely<Tables>, operations: readonly StoredOperation[]): Faults {
  const agreed = operations.filter(operation => operation.outcome === 'agreed')
  const tokens = agreed.flatMap(operation => operation.token ?? [])
  const rows = await db.selectFrom('operation').selectAll().where('op_id', 'in', tokens).execute()
  const stood = new Map(rows.map(operationOf).map(operation => [operation.opId, operation]))
  for (const operation of agreed) {
    const { opId, token = null, sheet, cell } = operation
    const other = token === null ? undefined : stood.get(token)
    const same = sameValue((other && writtenBy(other)) ?? null, writtenBy(operation) ?? null)
    const there =
      token === null || (other !== undefined && mayStand(other) && other.sheet === sheet && other.cell === cell)
    if (!same || !there) yield `Operation ${opId} is said to agree with ${token ?? 'an empty cell'}, and does not.`
  }
}

/** What changed a return is in its scope's log, once. */
async function* logFaults(db: Kysely<Tables>, leaving: Set<string>): Faults {
  const { rows: writes } = await sql<{ op_id: string }>`
    select op_id from operation where cell is not null and outcome in ('applied', 'conflict')
    except select op_id from scope_log limit 3`.execute(db)
  const { rows: acts } = await sql<{ op_id: string }>`
    select operation.op_id, json_extract(each.value, '$.sheet') as sheet
      from operation, json_each(operation.sheets) as each
      where operation.sheets is not null and json_extract(each.value, '$.ok')
    except select op_id, sheet from scope_log limit 3`.execute(db)
  if (leaving.size > 0)
    for (const { op_id } of await db.selectFrom('scope_log').select('op_id').execute()) leaving.delete(op_id)
  for (const opId of [...[...writes, ...acts].map(row => row.op_id), ...leaving])
    yield `Operation ${opId} changed a return, and no log has it.`
  const { rows: twice } = await sql<{ op_id: string; sheet: string }>`
    select op_id, sheet from scope_log group by op_id, sheet having count(*) > 1 limit 3`.execute(db)
  for (const { op_id, sheet } of twice) yield `Operation ${op_id} is in the log of ${sheet} more than once.`
}
