/** Whether a file is this month's of this contract, and which of its sheets holds the figures. */
import { indicatorByCode } from '../../../domain/set/indicators.ts'
import { type Period, periodName } from '../../../domain/time/period.ts'
import { contractTitle, type Month } from '../../month/month.ts'
import type { FileSheet } from '../read/file-cells.ts'
import { findHeadings, type Headings, plain } from './headings.ts'
import { type Identity, identityOf } from './identity.ts'

/** Why nothing of a file can be taken. */
export type Mismatch =
  | { readonly type: 'wrong-month'; readonly month: string }
  | { readonly type: 'wrong-contract'; readonly contract: string }
  | { readonly type: 'other-service'; readonly service: string }
  | { readonly type: 'no-places' }
  | { readonly type: 'no-codes' }
  | { readonly type: 'hidden'; readonly sheet: string }

export interface Located {
  readonly sheet: FileSheet
  readonly headings: Headings
  readonly identity: Identity
  /** Other sheets that could be meant. */
  readonly others: readonly string[]
}

interface Candidate {
  readonly sheet: FileSheet
  readonly headings: Headings
  readonly identity: Identity
}

/** The service that most of a sheet's codes belong to, when it is another one. */
function otherService(sheets: readonly FileSheet[], month: Month): string | undefined {
  for (const sheet of sheets)
    for (const row of sheet.rows)
      for (const cell of row.slice(0, 12)) {
        const code = cell?.text.trim().toUpperCase() ?? ''
        const indicator = code === '' ? undefined : indicatorByCode(month.set, code, month.period)
        const service = month.set.services.find(one => one.id === indicator?.service)
        if (service !== undefined && service.id !== month.service.id) return service.name
      }
  return undefined
}

const titleOfContract = (month: Month, id: string): string => {
  const contract = month.set.contracts.find(one => one.id === id)
  const service = month.set.services.find(one => one.id === contract?.service)
  return contract && service ? contractTitle(month.set, service, contract, month.period) : id
}

export function locate(sheets: readonly FileSheet[], month: Month): Located | Mismatch {
  const candidates = sheets.map((sheet): Candidate => {
    const headings = findHeadings(sheet, month)
    return { sheet, headings, identity: identityOf(sheet, headings.row) }
  })
  const whole = candidates.filter(({ headings }) => headings.places.length > 0 && headings.codes >= 0)
  const all: Identity = Object.assign({}, ...candidates.map(one => one.identity).toReversed())
  const shown = whole.filter(({ sheet }) => !sheet.hidden)
  // What the file says of itself comes first: another contract's sheet may name the same districts.
  const contract = (shown[0]?.identity ?? all).contract ?? all.contract
  if (contract !== undefined && contract.toLowerCase() !== month.contract.id)
    return { type: 'wrong-contract', contract: titleOfContract(month, contract.toLowerCase()) }
  const [hidden] = whole
  if (shown.length === 0 && hidden !== undefined) return { type: 'hidden', sheet: hidden.sheet.name }
  if (shown.length === 0) return whyNone(candidates, sheets, month, all)
  const monthOf = ({ identity }: Candidate): Period | undefined => identity.month ?? all.month
  const right = shown.filter(one => monthOf(one) === month.period)
  const silent = shown.filter(one => monthOf(one) === undefined)
  const [best] = [...right, ...silent]
  if (best === undefined) {
    const said = shown.map(monthOf).find(one => one !== undefined)
    return { type: 'wrong-month', month: said === undefined ? '' : periodName(said) }
  }
  const { month: saidMonth } = best.identity
  const identity = { ...all, ...best.identity, ...(saidMonth ? { month: saidMonth } : {}) }
  const others = [...right, ...silent].filter(one => one !== best).map(({ sheet }) => sheet.name)
  return { sheet: best.sheet, headings: best.headings, identity, others }
}

function whyNone(
  candidates: readonly Candidate[],
  sheets: readonly FileSheet[],
  month: Month,
  said: Identity,
): Mismatch {
  const service = otherService(sheets, month)
  const anyCode = candidates.some(({ headings }) => headings.codes >= 0)
  if (!anyCode && service !== undefined) return { type: 'other-service', service }
  if (said.month !== undefined && said.month !== month.period)
    return { type: 'wrong-month', month: periodName(said.month) }
  return anyCode ? { type: 'no-places' } : { type: 'no-codes' }
}

/** The service of a code that is another service's, by name. */
export function serviceOfCode(month: Month, code: string): string | undefined {
  const indicator = indicatorByCode(month.set, plain(code).toUpperCase(), month.period)
  if (indicator === undefined || indicator.service === month.service.id) return undefined
  return month.set.services.find(one => one.id === indicator.service)?.name
}
