import { describe, expect, it } from 'vitest'
import { damage, figureFaults, file } from './damaged-set.ts'

describe('figures that the set cannot hold', () => {
  const first = 'family-support,Project Salus,contract,North & West Kent,CEH01,2016-12,11'
  const cases: readonly [string, string, string, string][] = [
    ['letters', first.replace(/11$/, '1l'), 'line 2, value', '"1l": a whole number of 0 or more is expected'],
    [
      'a part of a case',
      first.replace(/11$/, '11.5'),
      'line 2, value',
      '"11.5": a whole number of 0 or more is expected',
    ],
    ['a negative', first.replace(/11$/, '-1'), 'line 2, value', '"-1": a whole number of 0 or more is expected'],
    ['nothing', first.replace(/11$/, ''), 'line 2, value', '"": a whole number of 0 or more is expected'],
    [
      'a code there is not',
      first.replace('CEH01', 'CEH99'),
      'line 2, indicator',
      'no indicator goes by "CEH99" in 2016-12',
    ],
    [
      "another service's code",
      first.replace('CEH01', 'CEH61'),
      'line 2, indicator',
      '"CEH61" belongs to neet, not to family-support',
    ],
    [
      'a provider there is not',
      first.replace('Project Salus', 'Salus'),
      'line 2, provider',
      'no contract of "Salus" for "family-support"',
    ],
    [
      "another provider's district",
      first.replace('contract,North & West Kent', 'district,Thanet'),
      'line 2, place',
      '"Thanet" is in no contract of "Project Salus"',
    ],
    [
      'a place there is not',
      first.replace('contract,North & West Kent', 'district,Medway'),
      'line 2, place',
      'there is no district "Medway" in 2016-12',
    ],
    [
      'a place by its later name',
      first.replace('Project Salus,contract,North & West Kent', 'Porchlight,district,Folkestone and Hythe'),
      'line 2, place',
      'there is no district "Folkestone and Hythe" in 2016-12',
    ],
    [
      'a month that is none',
      first.replace('2016-12', 'Dec 2016'),
      'line 2, period',
      '"Dec 2016": a month, YYYY-MM, is expected',
    ],
    [
      'a month before the contract',
      first.replace('2016-12', '2016-11'),
      'line 2, period',
      '2016-11 is outside the contract fs-project-salus-2016',
    ],
    ['a figure that stands twice', `${first}\n${first}`, 'line 3', 'the same figure stands in line 2'],
    ['a comma in a number', first.replace(/11$/, '1,100'), 'line 2', '7 columns are expected, not 8'],
  ]
  it.each(cases)('%s', (_, row, path, reason) => {
    damage('figures.csv', first, row)
    expect(figureFaults()).toEqual([{ file: file('figures.csv'), path, reason }])
  })

  it('are refused in months that are not given to anybody, too', () => {
    damage('figures.csv', 'CEH01,2017-06,28', 'CEH01,2017-06,2B')
    expect(figureFaults()).toMatchObject([{ path: 'line 8, value' }])
  })
  it('columns in another order', () => {
    damage('figures.csv', 'service,provider', 'provider,service')
    expect(figureFaults()).toMatchObject([{ file: file('figures.csv'), path: 'line 1' }])
  })
})
