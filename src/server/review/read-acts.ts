/** What an officer sent, read one by one, so that an act nobody can read costs only itself. */
import { opIdSchema } from '../../domain/id-schemas.ts'
import type { DeviceId, OpId } from '../../domain/ids.ts'
import { type Operation, officersKinds, operationSchema } from '../../protocol/operation.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { type Arrival, contentHash } from '../sync/decide/arrival.ts'

export type Act =
  | {
      readonly type: 'act'
      readonly opId: OpId
      /** Of everything in it: sent again it is the same act. */
      readonly hash: string
      /** As sent, without a device and a number. */
      readonly content: Readonly<Record<string, unknown>>
      readonly operation: Operation
    }
  | { readonly type: 'refused'; readonly opId: OpId; readonly code: ProblemCode }

/** Stands in until the act is numbered, which is while the right to write is held. */
const unnumbered = { device: '00000000-0000-4000-8000-000000000000', seq: 1 }

/** In the order sent. What says not even which it is cannot be answered by itself, and is left out. */
export function readActs(raw: readonly unknown[]): readonly Act[] {
  const hashes = new Map<OpId, string>()
  return raw.flatMap((each): readonly Act[] => {
    const act = readAct(each)
    if (act?.type !== 'act') return act ? [act] : []
    const first = hashes.get(act.opId) ?? act.hash
    hashes.set(act.opId, first)
    return [first === act.hash ? act : { type: 'refused', opId: act.opId, code: 'malformed' }]
  })
}

function readAct(raw: unknown): Act | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const { device: _device, seq: _seq, ...content }: Readonly<Record<string, unknown>> = { ...raw }
  const opId = opIdSchema.safeParse(content['opId'])
  if (!opId.success) return undefined
  const read = operationSchema.safeParse({ ...content, ...unnumbered })
  if (!read.success) return { type: 'refused', opId: opId.data, code: 'malformed' }
  if (!isOfOfficers(read.data.kind)) return { type: 'refused', opId: opId.data, code: 'not-allowed' }
  return { type: 'act', opId: opId.data, hash: contentHash(content), content, operation: read.data }
}

const kinds: readonly Operation['kind'][] = [...officersKinds, 'answer', 'leave']
const isOfOfficers = (kind: Operation['kind']): boolean => kinds.includes(kind)

/** The act under a number: what is kept of it says which, like any device's operation. */
export function arrivalOf(
  { opId, hash, content, operation }: Extract<Act, { type: 'act' }>,
  device: DeviceId,
  seq: number,
): Arrival {
  const body = JSON.stringify({ ...content, device, seq })
  return { type: 'operation', opId, device, seq, hash, body, operation: { ...operation, device, seq } }
}
