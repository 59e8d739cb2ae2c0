/**
 * What IndexedDB's errors amount to. They are wrapped: a full disk arrives as an abort with a QuotaExceededError
 * inside, a lost handle (Safari, or a cleared site) as one of three names. `closed` is tried again once.
 */
import type { StorageProblem } from '../desk.ts'

export class StorageFault extends Error {
  readonly problem: StorageProblem
  constructor(problem: StorageProblem, cause: unknown) {
    super(`Storage: ${problem}`, { cause })
    this.name = 'StorageFault'
    this.problem = problem
  }
}

const full = new Set(['QuotaExceededError'])
const closed = new Set(['DatabaseClosedError', 'InvalidStateError', 'InvalidState', 'TransactionInactiveError'])
const fromStorage = new Set([
  'AbortError',
  'BulkError',
  'ConstraintError',
  'DataError',
  'MissingAPIError',
  'NotFoundError',
  'OpenFailedError',
  'ReadOnlyError',
  'TimeoutError',
  'UnknownError',
  'UpgradeError',
  'VersionError',
])

/** Every name inside an error: its own, its causes', its inner errors', one failure each of a bulk write. */
function namesIn(error: unknown, depth = 0): readonly string[] {
  if (error === null || typeof error !== 'object' || depth > 5) return []
  const name = 'name' in error && typeof error.name === 'string' ? [error.name] : []
  const inside = [
    'inner' in error ? error.inner : undefined,
    'cause' in error ? error.cause : undefined,
    ...('failures' in error && Array.isArray(error.failures) ? error.failures.slice(0, 3) : []),
  ]
  return [...name, ...inside.flatMap(inner => namesIn(inner, depth + 1))]
}

/** The problem behind an error, or undefined when it is no storage error but a bug, which is to be thrown on. */
export function storageProblemOf(error: unknown): StorageProblem | undefined {
  if (error instanceof StorageFault) return error.problem
  const names = namesIn(error)
  if (names.some(name => full.has(name))) return 'full'
  if (names.some(name => closed.has(name))) return 'closed'
  if (names.some(name => fromStorage.has(name))) return 'unavailable'
  return undefined
}

/** Does storage work; a closed handle is reopened once. Throws `StorageFault`, or on what is no storage error. */
export async function withStorage<T>(
  database: { readonly left: boolean; close(): void; open(): PromiseLike<unknown> },
  work: () => PromiseLike<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === undefined) throw error
    if (problem !== 'closed' || database.left) throw new StorageFault(problem, error)
  }
  try {
    database.close()
    await database.open()
    return await work()
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === undefined) throw error
    throw new StorageFault(problem, error)
  }
}
