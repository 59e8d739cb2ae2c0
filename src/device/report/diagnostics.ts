/** A file for whoever helps her: versions, counts, states and times. Nothing anybody typed, and nobody's name. */
import { everywhere, notesIn, partsOfSheet } from '../../domain/ids.ts'
import { protocolVersion } from '../../protocol/versions.ts'
import type { Activity, DeskState } from '../desk.ts'
import { toInstant } from '../london-time.ts'
import type { Entry, Outbox } from '../outbox/outbox.ts'
import type { Platform } from '../platform.ts'
import type { Truth } from '../storage/truth.ts'

/** A failure, by its name only: a message may quote what was typed. */
export interface Failure {
  /** Milliseconds since 1970, by this device. */
  readonly at: number
  readonly name: string
}

export interface DiagnosticsParts {
  readonly platform: Pick<Platform, 'appVersion' | 'browser' | 'estimate' | 'now' | 'isOnline'>
  readonly state: DeskState
  /** With what is only kept. */
  readonly outbox: Outbox
  readonly truth: Truth
  readonly failures: readonly Failure[]
  readonly activity: readonly Activity[]
}

/** JSON. */
export async function diagnosticsOf(parts: DiagnosticsParts): Promise<Blob> {
  const { platform, state, outbox, truth, failures, activity } = parts
  const file = {
    what: 'Fieldfare: diagnostics',
    madeAt: toInstant(platform.now()),
    appVersion: platform.appVersion,
    protocol: protocolVersion,
    server: { appVersion: state.installation.appVersion, protocol: state.installation.protocol },
    browser: platform.browser,
    online: platform.isOnline(),
    role: state.me.person.role,
    status: state.status,
    operations: countsOf(outbox.entries),
    counters: outbox.counters,
    cursors: Object.fromEntries(Object.entries(truth.cursors).map(([scope, { seq }]) => [scope, seq])),
    set: state.set === null ? null : { id: state.set.id, effectiveFrom: state.set.effectiveFrom },
    returns: [...state.sheets.keys()].filter(sheet => notesIn(partsOfSheet(sheet)?.place ?? everywhere) === undefined)
      .length,
    documents: truth.documents.size,
    drafts: state.drafts.length,
    needsYou: state.needsYou.length,
    conflicts: [...state.sheets.values()].flatMap(({ cells }) => [...cells.values()].filter(cell => cell.sides)).length,
    storage: await estimated(platform),
    failures: failures.map(({ at, name }) => ({ at: toInstant(at), name })),
    activity,
  }
  return new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
}

/** By kind, state, outcome and code: 'set acked rejected locked'. */
function countsOf(entries: readonly Entry[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { content, state, receipt } of entries) {
    const name = [content.kind, state, receipt?.outcome, receipt?.code].filter(Boolean).join(' ')
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

async function estimated({
  estimate,
}: Pick<Platform, 'estimate'>): Promise<{ used?: number; allowed?: number } | null> {
  try {
    const found = await estimate?.()
    if (found === undefined) return null
    const { usage, quota } = found
    return { ...(usage === undefined ? {} : { used: usage }), ...(quota === undefined ? {} : { allowed: quota }) }
  } catch {
    // A browser that will not say is one more thing the file tells.
    return null
  }
}
