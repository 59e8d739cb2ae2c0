import { useCallback, useRef, useState } from 'react'
import type { Office } from '../../device/door/office.ts'
import type { SheetId } from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'
import type { Board } from '../../protocol/exchange.ts'
import { useOnline } from '../layout/use-online.ts'
import { type Looked, lookAgain, markSeen } from './shown/looked.ts'
import { type Asked, useAnswer } from './use-answer.ts'

interface Read {
  readonly board: Board
  /** Milliseconds. */
  readonly at: number
}

export interface LiveBoard extends Omit<Asked<Read>, 'value'> {
  readonly board: Board | undefined
  readonly readAt: number | undefined
  /** Whether the server tells of changes now. */
  readonly live: boolean
  readonly changed: ReadonlyMap<SheetId, number>
  /** She has seen what changed: everything, or one return. */
  readonly markSeen: (sheet?: SheetId) => void
  /** She did something to these herself: what comes of it needs no mark. */
  readonly own: (sheets: readonly SheetId[]) => void
}

/** What an officer has seen of each month, for as long as she is signed in: she comes back from a return to the same marks. */
const lookedBy = new WeakMap<Office, Map<Period, Looked>>()

function lookedOf(office: Office): Map<Period, Looked> {
  const there = lookedBy.get(office) ?? new Map<Period, Looked>()
  lookedBy.set(office, there)
  return there
}

/** A month's board as the server has it, what changed on it since it was looked at, and whether it is kept up to date. */
export function useBoard(office: Office, period: Period, now: () => number): LiveBoard {
  const looked = lookedOf(office)
  const [, setTurn] = useState(0)
  const [stream, setStream] = useState(true)
  const own = useRef<ReadonlySet<SheetId>>(new Set())
  const online = useOnline()
  const asked = useRef(0)
  const ask = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    const answer = await office.board(period)
    if (!answer.ok) return answer
    const at = now()
    // An older answer that comes after a newer one is not shown either.
    if (mine === asked.current) {
      looked.set(period, lookAgain(looked.get(period), answer.value.rows, at, own.current))
      own.current = new Set()
    }
    return { ok: true, value: { board: answer.value, at } } as const
  }, [office, period, now, looked])
  const { value, refusal, again } = useAnswer<Read>(office, ask, setStream)
  return {
    board: value?.board,
    readAt: value?.at,
    refusal,
    again,
    live: stream && online && refusal === undefined,
    changed: looked.get(period)?.changed ?? new Map(),
    markSeen: sheet => {
      const before = looked.get(period)
      if (before) looked.set(period, markSeen(before, sheet))
      setTurn(turn => turn + 1)
    },
    own: sheets => {
      own.current = new Set([...own.current, ...sheets])
    },
  }
}
