/**
 * Who may do what, as it was agreed: written down here by hand, and by nothing that the program computes with. What
 * each person holds is said return by return; whatever is not named is refused.
 */
import type { Who } from './county.ts'

/** The returns there are, as contract and place; `all` is the contract-wide part. */
export const helpers = ['su-helper-2016/east-a', 'su-helper-2016/east-b', 'su-helper-2016/west-c', 'su-helper-2016/all']
export const others = ['su-other-2016/west-d', 'su-other-2016/all']
export const thirds = ['el-third-2016/west-d', 'el-third-2016/all']
export const scopes = [...helpers, ...others, ...thirds]
const [eastA = '', eastB = ''] = helpers

interface Holds {
  /** Enters figures and texts. */
  readonly enters?: readonly string[]
  /** Submits and withdraws. */
  readonly submits?: readonly string[]
  /** Chooses between two other people's figures, leaves out what came after submission. */
  readonly decides?: readonly string[]
  /** Reads returns while they are being written. */
  readonly reads?: readonly string[]
  /** Sees the month board, and what devices handed over. */
  readonly reviews?: readonly string[]
  /** Reads scorecards of accepted returns, where she reads no returns. */
  readonly accepted?: readonly string[]
  /** Reads and exports the record of who did what. */
  readonly record?: readonly string[]
  /** Manages people: of one contract, or everybody; nobody, where a lead leads no whole contract. */
  readonly manages?: 'helper' | 'other' | 'everybody' | 'nobody'
}

const editing = (of: readonly string[]): Holds => ({ enters: of, reads: of })
const submitting = (of: readonly string[]): Holds => ({ ...editing(of), submits: of })
const leading = (of: readonly string[]): Holds => ({ ...submitting(of), decides: of })
const commissioning = (of: readonly string[]): Holds => ({ reads: of, reviews: of, record: of })

export const agreed: Readonly<Record<Exclude<Who, 'ended'>, Holds>> = {
  worker: editing([eastA]),
  editor: submitting(helpers),
  // A month is submitted by somebody who holds all of its contract.
  partEditor: editing([eastA, eastB]),
  lead: { ...leading(helpers), manages: 'helper' },
  partLead: { ...editing([eastA]), manages: 'nobody' },
  otherLead: { ...leading(others), manages: 'other' },
  // Leads on her days, and manages nobody.
  standsIn: leading(helpers),
  workerStandsIn: leading(helpers),
  // Not any more, and not yet.
  stoodIn: editing([eastA]),
  willStandIn: editing([eastA]),
  officer: commissioning([...helpers, ...others]),
  areaOfficer: commissioning([eastA, eastB]),
  otherOfficer: commissioning(thirds),
  performance: { accepted: [...helpers, ...others] },
  reader: {},
  auditor: { record: [...helpers, ...others], accepted: [...helpers, ...others] },
  otherAuditor: { record: thirds, accepted: thirds },
  administrator: { manages: 'everybody' },
}

/** Whether it is hers, and the code of the refusal: she may nowhere, or not there. */
export function refusedAt(held: readonly string[] | undefined, scope: string): 'not-allowed' | 'no-access' | undefined {
  if (held === undefined) return 'not-allowed'
  return held.includes(scope) ? undefined : 'no-access'
}
