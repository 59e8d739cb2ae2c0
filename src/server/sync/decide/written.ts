/** What stored operations wrote, read from what was sent. */
import type { CellValue } from '../../../domain/figures/figure.ts'
import { operationSchema } from '../../../protocol/operation.ts'
import type { StoredOperation } from '../../storage/storage.ts'
import type { Base } from './bases.ts'

/** The value that an operation gave its cell; undefined when it is no write, or cannot be read. */
export function writtenBy({ body }: Pick<StoredOperation, 'body'>): CellValue | null | undefined {
  const read = operationSchema.safeParse(JSON.parse(body)).data
  return read?.kind === 'set' || read?.kind === 'resolve' || read?.kind === 'enter' ? read.value : undefined
}

/** What its author had before her: the value of the operation that a base amounts to; undefined: nobody knows. */
export function valueBehind(base: Base): CellValue | null | undefined {
  if (base.type !== 'seen' && base.type !== 'side') return undefined
  return base.found ? writtenBy(base.found) : null
}
