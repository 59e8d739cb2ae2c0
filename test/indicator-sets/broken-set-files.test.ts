import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadIndicatorSet } from '../../src/indicator-sets/load.ts'
import {
  change,
  changeHead,
  damage,
  faultsOf,
  figureFaults,
  file,
  folder,
  type Json,
  pathOf,
  setFaults,
} from './damaged-set.ts'

describe('an undamaged copy', () => {
  it('loads, so that each case below shows its own damage', () => {
    expect(setFaults()).toEqual([])
    expect(figureFaults()).toEqual([])
  })
})

describe('a file that cannot be read as JSON', () => {
  it('names the line and column', () => {
    damage('places.json', '"level": "county",', '"level": "county"')
    expect(setFaults()).toEqual([
      { file: file('places.json'), path: 'line 2, column 36', reason: '"," or "}" is expected here' },
    ])
  })
  it('names a key that stands twice', () => {
    damage('contracts.json', '"start": "2016-12"', '"start": "2016-12", "start": "2016-11"')
    expect(setFaults()).toMatchObject([
      { file: file('contracts.json'), reason: 'the name "start" stands twice in the same object' },
    ])
  })
  it('names a file that is missing', () => {
    rmSync(pathOf('comparisons.json'))
    expect(setFaults()).toEqual([
      { file: file('comparisons.json'), path: 'the whole file', reason: 'there is no such file' },
    ])
  })
  it('names a set.json that is no object', () => {
    writeFileSync(pathOf('set.json'), '[]')
    expect(setFaults()).toEqual([
      { file: file('set.json'), path: 'the whole file', reason: 'an object {...} is expected' },
    ])
  })
  it('names a set that does not exist', () => {
    expect(faultsOf(() => loadIndicatorSet('nowhere', folder))).toMatchObject([
      { file: 'nowhere/set.json', reason: 'there is no such file' },
    ])
  })
})

describe('a file that does not fit the schema', () => {
  const cases: readonly [string, string, () => number, string, string][] = [
    [
      'a word that is not one of the list',
      'indicators.json',
      () => change('indicators.json', 'fs-open', { kind: 'number' }),
      '.kind',
      '"number": one of "count", "percent", "mean", "money" is expected (in "fs-open")',
    ],
    [
      'something missing',
      'indicators.json',
      () => change('indicators.json', 'fs-open', { title: undefined }),
      '.title',
      'missing: a text in quotes is expected (in "fs-open")',
    ],
    [
      'a name that is not known',
      'indicators.json',
      () => change('indicators.json', 'fs-open', { colour: 'red' }),
      '',
      '"colour" is not known here',
    ],
    [
      'a text where a number belongs',
      'indicators.json',
      () => change('indicators.json', 'fs-open', { decimals: '0' }),
      '.decimals',
      '"0": a number is expected (in "fs-open")',
    ],
    [
      'a number out of bounds',
      'contracts.json',
      () => change('contracts.json', 'fs-porchlight-2016', { reportingYearBegins: 13 }),
      '.reportingYearBegins',
      '13: at most 12 expected (in "fs-porchlight-2016")',
    ],
    [
      'a text that is too long',
      'indicators.json',
      () => change('indicators.json', 'fs-open', { shortTitle: 'x'.repeat(41) }),
      '.shortTitle',
      `"${'x'.repeat(41)}": at most 40 characters expected (in "fs-open")`,
    ],
    [
      'an empty list',
      'contracts.json',
      () => change('contracts.json', 'fs-porchlight-2016', { places: [] }),
      '.places',
      '[]: at least 1 entry expected (in "fs-porchlight-2016")',
    ],
    [
      'a month that is none',
      'targets.json',
      () => change('targets.json', 7, { from: '2016-13' }),
      '.from',
      '"2016-13": a month, YYYY-MM is expected',
    ],
    [
      'a target as a number',
      'targets.json',
      () => change('targets.json', 7, { month: { type: 'at-least', value: 80, label: '>80' } }),
      '.month.value',
      '80: a decimal in canonical form with at most 12 digits and 3 decimals is expected',
    ],
    [
      'a decimal that is not canonical',
      'targets.json',
      () => change('targets.json', 7, { month: { type: 'at-least', value: '80.0', label: '>80' } }),
      '.month.value',
      '"80.0": a decimal in canonical form with at most 12 digits and 3 decimals is expected',
    ],
    [
      'a sort of condition there is not',
      'targets.json',
      () => change('targets.json', 7, { month: { type: 'more', value: '80', label: '>80' } }),
      '.month.type',
      '"more": one of "at-least", "at-most", "between" is expected',
    ],
    [
      'an id with capitals',
      'places.json',
      () => change('places.json', 'kent', { id: 'Kent' }),
      '.id',
      '"Kent": a place id: lower-case letters, digits and single hyphens is expected (in "Kent")',
    ],
    [
      'a code with a space',
      'indicators.json',
      () => change('indicators.json', 'fs-open', { codes: [{ code: 'CEH 4' }] }),
      '.codes[0].code',
      '"CEH 4": a text of the form /^[A-Za-z0-9]{2,12}$/ is expected (in "fs-open")',
    ],
  ]
  it.each(cases)('%s', (_, name, damaged, path, reason) => {
    const at = damaged()
    expect(setFaults()).toContainEqual({ file: file(name), path: `[${at}]${path}`, reason })
  })

  it('a list in set.json is sent to its own file', () => {
    changeHead(head => ({ ...head, targets: [] }))
    expect(setFaults()).toEqual([{ file: file('set.json'), path: 'targets', reason: 'this belongs in targets.json' }])
  })
  it('a service without narrative sections', () => {
    changeHead(head => ({ ...head, services: [{ ...(head['services'] as Json[])[0], narrative: 'none' }] }))
    expect(setFaults()).toEqual([
      {
        file: file('set.json'),
        path: 'services[0].narrative',
        reason: '"none": a list [...] is expected (in "family-support")',
      },
    ])
  })
  it('tells everything that is wrong at once', () => {
    change('indicators.json', 'fs-open', { kind: 'number', decimals: 9 })
    change('places.json', 'kent', { level: '' })
    expect(setFaults()).toHaveLength(3)
  })
})
