/**
 * What an officer does to returns: asked of the server at once, kept nowhere on the device. Each act has an id of its
 * own, made once: sent again after an answer was lost, it counts once.
 */
import * as z from 'zod/mini'
import { partsOfSheet, type SheetId } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { setVersionOf } from '../../protocol/digests.ts'
import { type Me, type Outcome, outcomeSchema } from '../../protocol/exchange.ts'
import type { OfficersAct } from '../../protocol/operation.ts'
import { operationVersion } from '../../protocol/versions.ts'
import { toInstant } from '../london-time.ts'
import { newOpId } from '../outbox/uuid.ts'
import type { Answer, Api } from '../sync/api.ts'

type Said<A> = A extends OfficersAct ? Omit<A, 'opId' | 'v' | 'person' | 'scope' | 'sheet' | SaidByUs> : never
type SaidByUs = 'setVersion' | 'appVersion' | 'deviceTime'
/** What she does, of which return. */
export type Doing = Said<OfficersAct> & { readonly sheet: SheetId }

export interface ReviewOnline {
  /** Gives it its id. Throws RangeError when that is no return. */
  act(doing: Doing): OfficersAct
  /** All of them at once; the outcomes in their order. A lost answer: send the same acts again. */
  send(acts: readonly OfficersAct[]): Promise<Answer<readonly Outcome[]>>
}

/** One of each act of a request, in its order. */
const answerSchema = z.object({ outcomes: z.array(outcomeSchema) })

export function reviewOnline(
  me: Me['person'],
  set: IndicatorSet,
  api: Pick<Api, 'write'>,
  { appVersion, now }: { readonly appVersion: string; readonly now: () => number },
): ReviewOnline {
  return {
    act(doing) {
      const parts = partsOfSheet(doing.sheet)
      if (!parts) throw new RangeError(`Not a return: ${doing.sheet}`)
      return {
        ...doing,
        opId: newOpId(now()),
        v: operationVersion,
        person: me.id,
        scope: parts.scope,
        setVersion: setVersionOf(set),
        appVersion,
        deviceTime: toInstant(now()),
      }
    },
    async send(acts) {
      const answer = await api.write(answerSchema, '/api/review', { acts })
      return answer.ok ? { ok: true, value: answer.value.outcomes } : answer
    },
  }
}
