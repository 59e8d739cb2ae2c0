/** Indicators do not contradict themselves, and what they follow or derive from exists. */
import type { Indicator, IndicatorSet } from '../domain/set/indicator-set.ts'
import { checkUnique, type Report } from './report.ts'

type ById = ReadonlyMap<string, Indicator>
type ReportHere = (path: readonly (string | number)[], reason: string) => void

const sourcesOf = ({
  derived,
}: Indicator): readonly { readonly path: readonly (string | number)[]; readonly id: string }[] => {
  if (!derived) return []
  if (derived.type === 'sum') return derived.of.map((id, at) => ({ path: ['derived', 'of', at], id }))
  return [
    { path: ['derived', 'part'], id: derived.part },
    { path: ['derived', 'whole'], id: derived.whole },
  ]
}

/** Whether an indicator is, by any way, derived from itself. */
function derivesFromItself(indicator: Indicator, byId: ById): boolean {
  const seen = new Set<string>()
  const open = sourcesOf(indicator).map(source => source.id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === indicator.id) return true
    const source = byId.get(id)
    if (source && !seen.has(id)) open.push(...sourcesOf(source).map(one => one.id))
    seen.add(id)
  }
  return false
}

function checkReferences(indicator: Indicator, byId: ById, report: ReportHere): void {
  const refer = (path: readonly (string | number)[], id: string): Indicator | undefined => {
    const other = byId.get(id)
    if (!other) report(path, `there is no indicator "${id}"`)
    else if (other.service !== indicator.service) report(path, `"${id}" belongs to another service, ${other.service}`)
    else return other
    return undefined
  }
  for (const operand of ['part', 'whole'] as const) {
    const id = indicator[operand]?.follows
    const other = id === undefined ? undefined : refer([operand, 'follows'], id)
    if (other && other.kind !== 'count')
      report([operand, 'follows'], `"${id}" is a ${other.kind}; only a count can be followed`)
  }
  for (const { path, id } of sourcesOf(indicator)) refer(path, id)
  if (derivesFromItself(indicator, byId)) report(['derived'], `"${indicator.id}" is derived from itself`)
  if (indicator.replacedBy !== undefined) refer(['replacedBy'], indicator.replacedBy)
}

function checkKind(indicator: Indicator, report: ReportHere): void {
  const ratio = indicator.kind === 'percent' || indicator.kind === 'mean'
  if ((indicator.source === 'derived') !== (indicator.derived !== undefined))
    report(
      ['derived'],
      indicator.derived ? 'only an indicator whose source is "derived" has this' : 'missing: what it is derived from',
    )
  for (const operand of ['part', 'whole'] as const) {
    if (ratio && indicator.source !== 'derived' && !indicator[operand])
      report([operand], `missing: a ${indicator.kind} needs its ${operand}`)
    if (!ratio && indicator[operand]) report([operand], `a ${indicator.kind} has no ${operand}`)
  }
  if (indicator.kind === 'count' && indicator.decimals !== 0)
    report(['decimals'], `${indicator.decimals}: a count has none`)
  if (indicator.addingUp === (ratio ? 'sum' : 'ratio'))
    report(
      ['addingUp'],
      `"${indicator.addingUp}": a ${indicator.kind} adds up as "${ratio ? 'ratio' : 'sum'}" or "none"`,
    )
  const { carries } = indicator
  if (carries !== undefined && (indicator.source !== 'provider' || (carries === 'value') === ratio))
    report(['carries'], `"${carries}": not a field that a provider types of a ${indicator.kind}`)
  if (carries !== undefined && carries !== 'value' && indicator[carries]?.follows !== undefined)
    report(['carries'], `"${carries}" follows another indicator, so there is nothing to take over`)
  if (indicator.lines !== undefined && indicator.source !== 'provider')
    report(['lines'], 'only a figure that a provider types is entered in lines')
  if (indicator.partMayExceedWhole && indicator.kind !== 'percent')
    report(['partMayExceedWhole'], 'true for percentages only')
}

function checkRating(indicator: Indicator, report: ReportHere): void {
  const rated = indicator.ratedAgainst !== 'none'
  if (indicator.informationOnly && rated)
    report(['ratedAgainst'], `"${indicator.ratedAgainst}": an indicator for information only is not rated`)
  if (indicator.polarity === null && rated)
    report(['ratedAgainst'], `"${indicator.ratedAgainst}": without a polarity nothing is rated`)
  const { tolerance } = indicator
  if (!rated && tolerance.type !== 'none') report(['tolerance'], 'an indicator that is not rated has no Amber')
  if (tolerance.type === 'share' && !(Number(tolerance.share) > 0 && Number(tolerance.share) < 1))
    report(['tolerance', 'share'], `${tolerance.share}: a share of the target between 0 and 1 is expected`)
  const distance =
    tolerance.type === 'points' ? tolerance.points : tolerance.type === 'relative' ? tolerance.percent : '0'
  if (distance.startsWith('-')) report(['tolerance'], `${distance}: a distance is 0 or more`)
}

function checkDates(indicator: Indicator, report: ReportHere): void {
  if (indicator.frequency === 'monthly' && indicator.dueMonths)
    report(['dueMonths'], 'a monthly indicator is due every month')
  if (indicator.frequency !== 'monthly' && !indicator.dueMonths?.length)
    report(['dueMonths'], `missing: the months in which the ${indicator.frequency} figure is due`)
  if (indicator.from !== undefined && indicator.to !== undefined && indicator.to < indicator.from)
    report(['to'], `${indicator.to} is before ${indicator.from}`)
}

/** In any month a code names one indicator. */
function checkCodes(set: IndicatorSet, report: Report): void {
  const labels = set.indicators.flatMap((indicator, at) => indicator.codes.map((label, i) => ({ ...label, at, i })))
  const byCode = Map.groupBy(labels, label => label.code)
  for (const same of byCode.values())
    for (const [n, label] of same.entries())
      for (const other of same.slice(0, n))
        if ((label.from ?? '') <= (other.to ?? '9999') && (other.from ?? '') <= (label.to ?? '9999'))
          report(
            ['indicators', label.at, 'codes', label.i],
            `${label.code} also names "${set.indicators[other.at]?.id}" in the same months`,
          )
}

export function checkIndicators(set: IndicatorSet, report: Report): void {
  checkUnique(
    set.indicators,
    indicator => indicator.id,
    (at, reason) => report(['indicators', at, 'id'], reason),
  )
  checkCodes(set, report)
  const byId: ById = new Map(set.indicators.map(indicator => [indicator.id, indicator]))
  for (const [at, indicator] of set.indicators.entries()) {
    const reportHere: ReportHere = (path, reason) =>
      report(['indicators', at, ...path], `${reason} (in "${indicator.id}")`)
    const service = set.services.find(one => one.id === indicator.service)
    if (!service) reportHere(['service'], `there is no service "${indicator.service}"`)
    else {
      if (!service.groups.includes(indicator.group))
        reportHere(['group'], `${service.id} has no group "${indicator.group}"`)
      if (!indicator.id.startsWith(`${service.initials}-`))
        reportHere(['id'], `an indicator of ${service.id} begins with "${service.initials}-"`)
    }
    checkReferences(indicator, byId, reportHere)
    checkKind(indicator, reportHere)
    checkRating(indicator, reportHere)
    checkDates(indicator, reportHere)
  }
}
