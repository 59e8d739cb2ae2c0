/** What a schema cannot see: that everything a set refers to exists, and that its parts do not contradict each other. */
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import type { SetFault } from './broken-set-file.ts'
import { checkIndicators } from './integrity-of-indicators.ts'
import { checkContracts, checkPlaces } from './integrity-of-places.ts'
import { checkTargets } from './integrity-of-targets.ts'
import { checkUnique, type Report } from './report.ts'
import { located } from './schema-faults.ts'

function checkServices(set: IndicatorSet, report: Report): void {
  checkUnique(
    set.services,
    service => service.id,
    (at, reason) => report(['services', at, 'id'], reason),
  )
  checkUnique(
    set.services,
    service => service.initials,
    (at, reason) => report(['services', at, 'initials'], reason),
  )
  for (const [at, service] of set.services.entries()) {
    checkUnique(
      service.groups,
      group => group,
      (i, reason) => report(['services', at, 'groups', i], reason),
    )
    checkUnique(
      service.narrative,
      section => section.id,
      (i, reason) => report(['services', at, 'narrative', i, 'id'], reason),
    )
    for (const [i, group] of service.groups.entries())
      if (!set.indicators.some(indicator => indicator.service === service.id && indicator.group === group))
        report(['services', at, 'groups', i], `no indicator of ${service.id} is in the group "${group}"`)
  }
}

function checkComparisons(set: IndicatorSet, report: Report): void {
  checkUnique(
    set.comparisons,
    comparison => comparison.id,
    (at, reason) => report(['comparisons', at, 'id'], reason),
  )
  const indicators = new Map(set.indicators.map(indicator => [indicator.id, indicator]))
  for (const [at, comparison] of set.comparisons.entries()) {
    if (!set.services.some(service => service.id === comparison.service))
      report(['comparisons', at, 'service'], `there is no service "${comparison.service}"`)
    checkUnique(
      comparison.reasons,
      reason => reason.id,
      (i, reason) => report(['comparisons', at, 'reasons', i, 'id'], reason),
    )
    for (const side of ['left', 'right'] as const)
      for (const [i, term] of comparison[side].entries()) {
        const path = ['comparisons', at, side, i]
        const indicator = indicators.get(term.indicator)
        if (!indicator) report([...path, 'indicator'], `there is no indicator "${term.indicator}"`)
        else if (indicator.service !== comparison.service)
          report(
            [...path, 'indicator'],
            `"${term.indicator}" belongs to ${indicator.service}, the comparison to ${comparison.service}`,
          )
        else if (term.operand !== 'value' && indicator[term.operand] === undefined)
          report([...path, 'operand'], `"${term.indicator}" has no ${term.operand}`)
      }
  }
}

/** Every contradiction in a set that fits the schema, with its file and path; `folder` is where its files lie. */
export function integrityFaults(set: IndicatorSet, folder: string): readonly SetFault[] {
  const faults: SetFault[] = []
  const report: Report = (path, reason) => faults.push({ ...located(folder, path), reason })
  if (set.id !== folder) report(['id'], `"${set.id}": the set's id is the name of its folder, "${folder}"`)
  if (set.rules.minimumWhole < 0) report(['rules', 'minimumWhole'], `${set.rules.minimumWhole}: 0 or more is expected`)
  checkServices(set, report)
  checkPlaces(set, report)
  checkContracts(set, report)
  checkIndicators(set, report)
  checkTargets(set, report)
  checkComparisons(set, report)
  return faults
}
