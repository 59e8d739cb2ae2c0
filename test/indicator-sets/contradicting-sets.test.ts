import { describe, expect, it } from 'vitest'
import { change, changeHead, file, type Json, setFaults } from './damaged-set.ts'

describe('a set that contradicts itself', () => {
  const indicator = (id: string, patch: Json) => (): number => change('indicators.json', id, patch)
  const cases: readonly [string, string, () => number, string, string][] = [
    [
      'an indicator that follows nothing',
      'indicators.json',
      indicator('fs-claim-evidence', { whole: { label: 'closed', follows: 'fs-shut' } }),
      '.whole.follows',
      'there is no indicator "fs-shut" (in "fs-claim-evidence")',
    ],
    [
      'one that follows another service',
      'indicators.json',
      indicator('fs-claim-evidence', { whole: { label: 'closed', follows: 'neet-closed' } }),
      '.whole.follows',
      '"neet-closed" belongs to another service, neet (in "fs-claim-evidence")',
    ],
    [
      'one that follows a percentage',
      'indicators.json',
      indicator('fs-claim-evidence', { whole: { label: 'closed', follows: 'fs-disengaged' } }),
      '.whole.follows',
      '"fs-disengaged" is a percent; only a count can be followed (in "fs-claim-evidence")',
    ],
    [
      'one derived from nothing',
      'indicators.json',
      indicator('yh-registered', { derived: { type: 'sum', of: ['yh-registered-8-19', 'yh-gone'] } }),
      '.derived.of[1]',
      'there is no indicator "yh-gone" (in "yh-registered")',
    ],
    [
      'one derived from itself by another',
      'indicators.json',
      indicator('yh-registered', { derived: { type: 'sum', of: ['yh-registered-8-19', 'yh-reached-share'] } }),
      '.derived',
      '"yh-registered" is derived from itself (in "yh-registered")',
    ],
    [
      'a derived one without its rule',
      'indicators.json',
      indicator('yh-registered', { derived: undefined }),
      '.derived',
      'missing: what it is derived from (in "yh-registered")',
    ],
    [
      'a group the service does not have',
      'indicators.json',
      indicator('fs-open', { group: 'Cases' }),
      '.group',
      'family-support has no group "Cases" (in "fs-open")',
    ],
    [
      'a service there is not',
      'indicators.json',
      indicator('fs-open', { service: 'family-help' }),
      '.service',
      'there is no service "family-help" (in "fs-open")',
    ],
    [
      'a code that two indicators have',
      'indicators.json',
      indicator('fs-open', { codes: [{ code: 'CEH01' }] }),
      '.codes[0]',
      'CEH01 also names "fs-new-cases" in the same months',
    ],
    [
      'an id that two indicators have',
      'indicators.json',
      indicator('fs-open', { id: 'fs-new-cases' }),
      '.id',
      '"fs-new-cases" stands twice: here and at [0]',
    ],
    [
      'a percentage without a whole',
      'indicators.json',
      indicator('fs-claim-evidence', { whole: undefined }),
      '.whole',
      'missing: a percent needs its whole (in "fs-claim-evidence")',
    ],
    [
      'a count with decimals',
      'indicators.json',
      indicator('fs-open', { decimals: 1 }),
      '.decimals',
      '1: a count has none (in "fs-open")',
    ],
    [
      'a percentage added up',
      'indicators.json',
      indicator('fs-claim-evidence', { addingUp: 'sum' }),
      '.addingUp',
      '"sum": a percent adds up as "ratio" or "none" (in "fs-claim-evidence")',
    ],
    [
      'an annual one without a month',
      'indicators.json',
      indicator('yc-service-feedback', { dueMonths: undefined }),
      '.dueMonths',
      'missing: the months in which the annual figure is due (in "yc-service-feedback")',
    ],
    [
      'information only, and rated',
      'indicators.json',
      indicator('fs-closed', { ratedAgainst: 'month' }),
      '.ratedAgainst',
      '"month": an indicator for information only is not rated (in "fs-closed")',
    ],
    [
      'a place in a place there is not',
      'places.json',
      () => change('places.json', 'dartford', { parent: 'far-kent' }),
      '.parent',
      'there is no place "far-kent"',
    ],
    [
      'a place in itself',
      'places.json',
      () => change('places.json', 'kent', { parent: 'dartford' }),
      '.parent',
      '"kent" lies in itself: its parents go in a circle',
    ],
    [
      'a place called all',
      'places.json',
      () => change('places.json', 'sevenoaks', { id: 'all' }),
      '.id',
      '"all" means the contract as a whole',
    ],
    [
      'a later name without a date',
      'places.json',
      () => change('places.json', 'dover', { names: [{ name: 'Dover' }, { name: 'Dover and Deal' }] }),
      '.names[1].from',
      'a later one needs the date it holds from',
    ],
    [
      'a contract of a service there is not',
      'contracts.json',
      () => change('contracts.json', 'neet-cxk-2016', { service: 'careers' }),
      '.service',
      'there is no service "careers"',
    ],
    [
      'a contract in a place there is not',
      'contracts.json',
      () => change('contracts.json', 'neet-cxk-2016', { places: ['dartford', 'medway'] }),
      '.places[1]',
      'there is no place "medway"',
    ],
    [
      'a contract in a place and its area',
      'contracts.json',
      () => change('contracts.json', 'neet-cxk-2016', { places: ['north-kent', 'dartford'] }),
      '.places[1]',
      '"dartford" lies in "north-kent", which is in the contract already',
    ],
    [
      'a contract that ends before it begins',
      'contracts.json',
      () => change('contracts.json', 'neet-cxk-2016', { end: '2016-11' }),
      '.end',
      '2016-11 is before its start, 2016-12',
    ],
    [
      'a target of no indicator',
      'targets.json',
      () => change('targets.json', 0, { indicator: 'fs-older' }),
      '.indicator',
      'there is no indicator "fs-older"',
    ],
    [
      'a target of no contract',
      'targets.json',
      () => change('targets.json', 0, { contract: 'fs-nobody-2016' }),
      '.contract',
      'there is no contract "fs-nobody-2016"',
    ],
    [
      "a target of another contract's place",
      'targets.json',
      () => change('targets.json', 0, { place: 'thanet' }),
      '.place',
      '"thanet" is neither "all" nor a place of "fs-project-salus-2016", nor one that they lie in',
    ],
    [
      'a target without a number',
      'targets.json',
      () => change('targets.json', 0, { month: undefined, year: undefined }),
      '',
      'missing: a target for the month or for the year',
    ],
    [
      'a second target for the same months',
      'targets.json',
      () => change('targets.json', 1, { indicator: 'fs-new-cases' }),
      '.from',
      'a second target for the same months, as at [0]: fs-new-cases, fs-project-salus-2016, all',
    ],
    [
      'a target on the wrong side of Amber',
      'targets.json',
      () => change('targets.json', 4, { month: { type: 'at-least', value: '65', label: '>65' } }),
      '.month',
      '65 is on the wrong side of Amber\'s limit, 70 (in "fs-allocated-2-days")',
    ],
    [
      'a target that goes against the polarity',
      'targets.json',
      () => change('targets.json', 4, { month: { type: 'at-most', value: '80', label: '<80' } }),
      '.month',
      '"at-most" does not go with polarity H: "at-least" is expected',
    ],
    [
      'a comparison with nothing',
      'comparisons.json',
      () =>
        change('comparisons.json', 'fs-open-cases', {
          left: [{ indicator: 'fs-oven', operand: 'value', when: 'this', sign: '+' }],
        }),
      '.left[0].indicator',
      'there is no indicator "fs-oven"',
    ],
    [
      'a comparison of the part of a count',
      'comparisons.json',
      () =>
        change('comparisons.json', 'fs-open-cases', {
          left: [{ indicator: 'fs-open', operand: 'part', when: 'this', sign: '+' }],
        }),
      '.left[0].operand',
      '"fs-open" has no part',
    ],
  ]
  it.each(cases)('%s', (_, name, damaged, path, reason) => {
    const at = damaged()
    expect(setFaults()).toContainEqual({ file: file(name), path: `[${at}]${path}`, reason })
  })

  it('a set in a folder of another name', () => {
    changeHead(head => ({ ...head, id: 'surrey' }))
    expect(setFaults()).toEqual([
      {
        file: file('set.json'),
        path: 'id',
        reason: '"surrey": the set\'s id is the name of its folder, "kent-early-help"',
      },
    ])
  })

  it('a code given to another indicator later is no contradiction', () => {
    change('indicators.json', 'fs-stepped-up', { codes: [{ code: 'CEH14', to: '2017-12' }] })
    change('indicators.json', 'fs-closed', {
      codes: [
        { code: 'CEH05', to: '2017-12' },
        { code: 'CEH14', from: '2018-01' },
      ],
    })
    expect(setFaults()).toEqual([])
  })
})
