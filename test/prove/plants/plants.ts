/**
 * Faults that are planted one at a time to see whether the suite notices: each a change of the source, and the
 * scenario that is to tell. A source that no longer holds `find` exactly once fails loudly.
 */
import type { ScenarioName } from '../scenarios.ts'

export interface Plant {
  readonly name: string
  /** The scenario in which it must be noticed, within so many histories. */
  readonly scenario: ScenarioName
  readonly runs: number
  readonly changes: readonly Sown[]
}
interface Sown {
  readonly file: string
  readonly find: string
  readonly replace: string
}

const cellFile = 'src/server/sync/decide/decide-cell.ts'
const decideFile = 'src/server/sync/decide/decide.ts'
const pullFile = 'src/device/sync/pull.ts'
const freshLine = "const fresh = base.type === 'seen' && base.token === cell.token"

export const plants: readonly Plant[] = [
  /** A stale base is applied all the same. */
  {
    name: 'lastWriteWins',
    scenario: 'seen',
    runs: 200,
    changes: [{ file: cellFile, find: freshLine, replace: 'const fresh = true' }],
  },
  /** Bases are compared by how often the cell was written, not by which write it was. */
  {
    name: 'integerTokens',
    scenario: 'lost',
    runs: 600,
    changes: [
      {
        file: cellFile,
        find: '  const { side } = write\n',
        replace: `  const { side } = write
  const counts = ((globalThis as { counts?: Map<unknown, number> }).counts ??= new Map<unknown, number>())
  const countOf = (token: unknown): number => counts.get(token) ?? 0
  counts.set(side.token, countOf(cell?.token) + 1)
`,
      },
      {
        file: cellFile,
        find: freshLine,
        replace: "const fresh = base.type === 'seen' && countOf(base.token) === countOf(cell.token)",
      },
      {
        file: 'src/server/sync/decide/bases.ts',
        find: "if (!found || passed.has(at)) return { type: 'unknown' }",
        replace: "if (!found || passed.has(at)) return { type: 'seen', token: at }",
      },
    ],
  },
  /** A second offline edit names what was pulled, not the author's own first. */
  {
    name: 'noChaining',
    scenario: 'chain',
    runs: 200,
    changes: [
      {
        file: 'src/device/outbox/outbox-edits.ts',
        find: 'base: own ?? upon',
        replace: 'base: seen.token',
      },
      {
        file: 'src/device/outbox/shown-when-typed.ts',
        find: 'return mine === undefined ? shownOf(truth)(sheet, cell) : { token: mine.opId, sides: [] }',
        replace: 'return mine === null ? { token: null, sides: [] } : shownOf(truth)(sheet, cell)',
      },
    ],
  },
  /** What another tab of hers wrote under an edit is followed only as long as it waits. */
  {
    name: 'ownReceivedUnfollowed',
    scenario: 'tabs',
    runs: 200,
    changes: [
      {
        file: 'src/device/outbox/outbox-edits.ts',
        find: 'const own = mine?.opId ?? shown.follows',
        replace: 'const own = mine?.opId',
      },
    ],
  },
  /** What is received is forgotten at once. */
  {
    name: 'noRetention',
    scenario: 'restore',
    runs: 200,
    changes: [
      {
        file: 'src/device/outbox/outbox.ts',
        find: 'if (counters.durableThrough === null || counters.serverTime === null) return false',
        replace: 'return true',
      },
    ],
  },
  /** What has arrived before is stored again. */
  {
    name: 'noDeduplication',
    scenario: 'network',
    runs: 200,
    changes: [{ file: decideFile, find: "if (place.type === 'known') continue", replace: '' }],
  },
  /** Where two differ, the later clock wins. */
  {
    name: 'timestampWins',
    scenario: 'clocks',
    runs: 200,
    changes: [
      {
        file: cellFile,
        find: 'if (fresh && sides.length === 0) return applied(side)',
        replace: 'if (sides.length === 0 && (fresh || side.deviceTime > cell.at)) return applied(side)',
      },
    ],
  },
  /** A save is answered before its transaction has completed. */
  {
    name: 'savedBeforeCommit',
    scenario: 'kill',
    runs: 200,
    changes: [
      {
        file: 'src/device/outbox/writer.ts',
        find: 'await store.change(build, { drafts: taken.drafts, savedAt: now })',
        replace: 'void store.change(build, { drafts: taken.drafts, savedAt: now }).catch(() => undefined)',
      },
    ],
  },
  /** What has left counts as received. */
  {
    name: 'receiptBeforeStored',
    scenario: 'network',
    runs: 200,
    changes: [
      {
        file: 'src/device/outbox/outbox.ts',
        find: "entry.state === 'queued' || entry.state === 'sent' || entry.state === 'held'",
        replace: "entry.state === 'queued' || entry.state === 'held'",
      },
    ],
  },
  /** What has left is still replaced in place. */
  {
    name: 'sentIsReplaced',
    scenario: 'network',
    runs: 200,
    changes: [
      {
        file: 'src/device/outbox/outbox-edits.ts',
        find: "if (mine.state !== 'queued') return false",
        replace: "if (mine.state !== 'queued' && mine.state !== 'sent') return false",
      },
    ],
  },
  /** The cursor is stored, the returns before it are not. */
  {
    name: 'cursorSkips',
    scenario: 'kill',
    runs: 200,
    changes: [{ file: pullFile, find: 'database.sheets.bulkPut([...after.sheets]),', replace: 'undefined,' }],
  },
  /** A pull replaces what waits. */
  {
    name: 'pullOverwritesOutbox',
    scenario: 'chain',
    runs: 200,
    changes: [
      {
        file: pullFile,
        find: 'outbox: { counters: next, entries: kept } })',
        replace: "outbox: { counters: next, entries: kept.filter(entry => entry.state !== 'queued') } })",
      },
    ],
  },
  /** A number that is missing is passed over. */
  {
    name: 'noGapCheck',
    scenario: 'ancient',
    runs: 4000,
    changes: [
      {
        file: decideFile,
        find: "if (arrival.seq !== expected) return { type: 'refused', code: 'sequence-gap', expected }",
        replace: '',
      },
    ],
  },
  /** A number used twice is taken for the same operation. */
  {
    name: 'noForkCheck',
    scenario: 'copies',
    runs: 300,
    changes: [
      {
        file: decideFile,
        find: "if (numbered !== undefined) return numbered === arrival.opId ? { type: 'known' } : forked",
        replace: "if (numbered !== undefined) return { type: 'known' }",
      },
      {
        file: decideFile,
        find: "if (state.logged.get(last.seq) !== last.opId) return { type: 'refused', code: 'device-forked' }",
        replace: '',
      },
    ],
  },
  /** A return is submitted whatever she saw. */
  {
    name: 'submitUnseen',
    scenario: 'submit',
    runs: 300,
    changes: [
      {
        file: 'src/server/sync/decide/decide-return.ts',
        find: "if (seenDigest(sheet.cells, reference.setVersion) !== submission.seen) return no('seen-differs')",
        replace: '',
      },
    ],
  },
  /** A reset throws away what waits. */
  {
    name: 'resetDropsOutbox',
    scenario: 'lost',
    runs: 300,
    changes: [
      {
        file: pullFile,
        find: "heldIds.length > 0 ? database.outbox.where('opId').anyOf(heldIds).modify({ state: 'held' }) : undefined,",
        replace: 'answer.scopes.some(scope => scope.reset) ? database.outbox.clear() : undefined,',
      },
      {
        file: pullFile,
        find: 'outbox: { counters: next, entries: kept } })',
        replace: 'outbox: { counters: next, entries: answer.scopes.some(scope => scope.reset) ? [] : kept } })',
      },
    ],
  },
  /** A pull answers for every scope that is named. */
  {
    name: 'scopeLeak',
    scenario: 'scopes',
    runs: 300,
    changes: [
      {
        file: 'src/server/sync/pull.ts',
        find: 'const from = new Map(scopesAsked(access, request).map(',
        replace: 'const from = new Map([...new Set([...scopesAsked(access, request), ...cursors.keys()])].map(',
      },
    ],
  },
  /** What is refused is sent for ever. */
  {
    name: 'badBlocks',
    scenario: 'damaged',
    runs: 200,
    changes: [
      {
        file: 'src/device/outbox/outbox-sending.ts',
        find: 'const outcomes = answer.outcomes.filter(({ opId }) => sent.has(opId))',
        replace: "const outcomes = answer.outcomes.filter(each => sent.has(each.opId) && each.outcome !== 'rejected')",
      },
    ],
  },
  /** What comes after submission is refused and kept for nobody. */
  {
    name: 'lateForgotten',
    scenario: 'late',
    runs: 200,
    changes: [
      {
        file: 'src/server/sync/decide/become-write.ts',
        find: 'if (list !== late) ledger.change(operation.sheet, opId, { late: list })',
        replace: 'if (list === undefined) throw new Error()',
      },
    ],
  },
  /** A side that came under her hands is taken for seen. */
  {
    name: 'sidesUnseen',
    scenario: 'sides',
    runs: 4000,
    changes: [
      {
        file: 'src/device/outbox/outbox-edits.ts',
        find: '{ token: edit.seen, sides: edit.sides ?? [] }',
        replace: '{ token: edit.seen, sides: shown.sides }',
      },
    ],
  },
  /** The base of an edit is what stands when it is committed, not what was on the screen. */
  {
    name: 'seenAtCommit',
    scenario: 'beside',
    runs: 4000,
    changes: [
      {
        file: 'src/device/outbox/shown-when-typed.ts',
        find: '(edit && known.get(edit))?.shown ?? shownOf(truth())(sheet, cell)',
        replace: 'edit === undefined ? { token: null, sides: [] } : shownOf(truth())(sheet, cell)',
      },
    ],
  },
  /** A server that was put back is asked nothing while nothing waits. */
  {
    name: 'noQuestion',
    scenario: 'lost',
    runs: 400,
    changes: [{ file: 'src/device/sync/push.ts', find: 'let asked = false', replace: 'let asked = !handshake' }],
  },
  /** A figure of another definition is taken. */
  {
    name: 'meaningIgnored',
    scenario: 'definitions',
    runs: 300,
    changes: [
      {
        file: 'src/server/sync/decide/become-write.ts',
        find: "if (meansSomethingElse(operation, reference)) return 'definition-changed'",
        replace: '',
      },
    ],
  },
]
