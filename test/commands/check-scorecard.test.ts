import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const published = join(root, 'test', 'published')
const folder = mkdtempSync(join(tmpdir(), 'scorecard-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: readonly string[]) {
  const env = { ...process.env, INIT_CWD: published }
  const program = [join(root, 'src', 'commands', 'check-scorecard.ts'), ...args]
  const done = spawnSync(process.execPath, program, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { code: done.status, out: done.stdout, err: done.stderr }
}
const kent = [
  '--set',
  'kent-early-help',
  '--figures',
  'figures.csv',
  '--targets',
  'targets.csv',
  '--statuses',
  'statuses.csv',
]

interface Shown {
  readonly ratings: { compared: number; agree: number; differ: Record<string, string | null>[] }
  readonly directions: { compared: number; agree: number; differ: Record<string, string | null>[] }
  readonly findings: Record<string, string>[]
  readonly summary: Record<string, number>
}
const json = (...args: readonly string[]): Shown => {
  const done = run(...args, '--format', 'json')
  expect(done.err).toBe('')
  expect(done.code).toBe(0)
  return JSON.parse(done.out)
}

describe('the county scorecard of June 2017', () => {
  const shown = json(...kent)
  const named = (one: Record<string, unknown>) => `${one['place']} ${one['indicator']}`

  test('every published rating comes out but those that contradict its own rule', () => {
    expect(shown.ratings).toMatchObject({ compared: 279, agree: 267 })
    const withoutFigure = [
      'North Kent',
      'West Kent',
      'Dartford',
      'Gravesham',
      'Sevenoaks',
      'Maidstone',
      'Tonbridge & Malling',
      'Tunbridge Wells',
    ]
    expect(shown.ratings.differ.map(named)).toEqual([
      ...withoutFigure.map(place => `${place} CEH13`),
      ...['Canterbury CEH59', 'Gravesham CEH59', 'South Kent CEH65', 'West Kent CEH65'],
    ])
    expect(shown.ratings.differ.every(one => (one['reason'] ?? '').length > 10)).toBe(true)
  })

  test('every arrow comes out but those between equal figures, against polarity, or without two figures', () => {
    expect(shown.directions).toMatchObject({ compared: 395, agree: 385 })
    expect(shown.directions.differ.map(named)).toEqual([
      ...[
        'North Kent CEH02',
        'Gravesham CEH02',
        'Gravesham CEH52a',
        'Kent CEH65',
        'South Kent CEH65',
        'West Kent CEH65',
      ],
      ...['Dartford CEH71', 'Dartford CEH73', 'Gravesham CEH71', 'Gravesham CEH73'],
    ])
  })

  test('every contradiction is found', () => {
    expect(shown.summary).toEqual({
      'rating-without-figure': 8,
      'percentage-over-100': 28,
      'total-differs': 93,
      'running-total-falls': 9,
      'rolling-total-falls': 2,
      'derived-differs': 2,
      subset: 27,
      'direction-without-figures': 4,
      'rating-of-nobody': 5,
      'zero-everywhere': 16,
      'stock-and-flow': 173,
      'running-total': 139,
      'whole-differs': 108,
    })
    const has = (check: string, place: string, indicator: string, month: string) =>
      shown.findings.some(
        one => one['check'] === check && named(one) === `${place} ${indicator}` && one['period'] === month,
      )
    expect(has('percentage-over-100', 'Swale', 'CEH73', '2017-02')).toBe(true)
    expect(has('running-total-falls', 'North & West Kent', 'CEH03', '2017-04')).toBe(true)
    expect(has('total-differs', 'East Kent', 'CEH64', '2016-12')).toBe(true)
    // 156 of 183 is 85.246 %, printed as 85.3.
    expect(has('derived-differs', 'Maidstone', 'CEH51a', '2017-06')).toBe(true)
    expect(has('zero-everywhere', 'Kent', 'CEH18', '2017-06')).toBe(true)
    expect(has('rating-of-nobody', 'North Kent', 'CEH22', '2017-06')).toBe(true)
  })

  test('the text says the same, worst first', () => {
    const { out, code } = run(...kent)
    expect(code).toBe(0)
    expect(out.indexOf('Rated without a figure: 8')).toBeLessThan(out.indexOf('Percentages above 100: 28'))
    expect(out).toContain('Ratings: 267 of 279 published come out the same.')
    expect(out).toContain('young-carers, Imago, Kent, CEH18, 2017-06: 0 % is rated Red')
    const messages = shown.findings.map(one => one['message'] ?? '')
    expect(messages.filter(message => !out.includes(message))).toEqual([])
  })
})

test('other scorecards: every rating but one, every arrow but one', () => {
  const shown = json('--rows', 'other-scorecards.csv')
  expect(shown.ratings).toMatchObject({ compared: 168, agree: 167 })
  expect(shown.ratings.differ).toMatchObject([
    {
      system: 'scs',
      place: 'Kent',
      code: '',
      title: '% of Children becoming CP for a second or subsequent time',
      published: 'Green',
      computed: 'Red',
    },
  ])
  expect(shown.directions.differ).toMatchObject([{ system: 'scs', published: '↓', computed: '↔' }])
  expect(shown.summary).toEqual({ 'previous-not-given': 21 })
})

describe('an input that cannot be used: exit 2, and where', () => {
  const header = 'service,provider,level,place,indicator,period,value\n'
  const good = 'family-support,Project Salus,district,Dartford,CEH01,2017-06,4\n'
  const said = (text: string): string => {
    const file = join(folder, 'f.csv')
    writeFileSync(file, text)
    const done = run('--set', 'kent-early-help', '--figures', file)
    expect(done.code).toBe(2)
    expect(done.out).toBe('')
    return done.err.replaceAll(file, 'f.csv').trim()
  }
  test.each([
    [
      `${header}${good}${good.replace('2017-06', '2017-13')}`,
      'f.csv, line 3, column period: expected a month as YYYY-MM, found "2017-13".',
    ],
    [
      `${header}\n${good.replace(',4', ',four')}`,
      'f.csv, line 3, column value: expected a number, nothing, or a word for withheld, found "four".',
    ],
    [
      good,
      'f.csv, line 1, column service, provider, level, place, indicator, period, value: expected the columns service, provider, level, place, indicator, period, value, found family-support, Project Salus, district, Dartford, CEH01, 2017-06, 4.',
    ],
    [
      header.replace(',period', ''),
      'f.csv, line 1, column period: expected the columns service, provider, level, place, indicator, period, value, found service, provider, level, place, indicator, value.',
    ],
    [`${header}${good.replace(',4', '')}`, 'f.csv, line 2, column value: expected 7 fields, found 6.'],
    [`${header}${good.replace('4', '4,5')}`, 'f.csv, line 2, column 8: expected 7 fields, found 8.'],
    [
      `${header}"a${good}`,
      'f.csv, line 2, column service: expected well-formed CSV, found a quoted field without its closing quote.',
    ],
    [
      '',
      'f.csv, line 1, column service, provider, level, place, indicator, period, value: expected the columns service, provider, level, place, indicator, period, value, found nothing.',
    ],
  ])('%#', (text, message) => {
    expect(said(text)).toBe(message)
  })

  test.each([
    [['--set', 'kent-early-help', '--figures', 'absent.csv'], 'absent.csv: there is no such file.'],
    [['--set', 'kent-early-help'], 'Expected --set and --figures, or --rows.'],
    [['--rows', 'other-scorecards.csv', '--figures', 'figures.csv'], '--rows stands alone.'],
    [['--rows', 'other-scorecards.csv', '--format', 'xml'], '--format: expected json or text, found "xml".'],
    [['--set', 'nowhere', '--figures', 'figures.csv'], '--set: expected one of kent-early-help, found "nowhere".'],
    [['--set', '../kent-early-help', '--figures', 'figures.csv'], '--set: expected one of kent-early-help'],
    [['--set', 'kent-early-help', '--figures', '.'], '.: expected a CSV file, found a folder.'],
    [['--rows', ''], '--rows: expected a name, found nothing.'],
    [['--rows', 'figures.csv'], 'figures.csv, line 1, column system, code,'],
    [[], 'Expected --set and --figures, or --rows.'],
    [['figures.csv'], "Unexpected argument 'figures.csv'."],
    [['--frames'], '--frames'],
  ])('%j', (args, message) => {
    const done = run(...args)
    expect(done.code).toBe(2)
    expect(done.err).toContain(message)
    expect(done.err).not.toContain('    at ')
  })

  test('a header without rows is no scorecard, and no table of rows', () => {
    expect(said(header)).toContain('f.csv, line 2, column service,')
    const file = join(folder, 'r.csv')
    const columns = 'system,place,code,title,polarity,value,part,whole,target,amber,previous,rag,direction'
    writeFileSync(file, `${columns}\n`)
    const done = run('--rows', file)
    expect([done.code, done.out]).toEqual([2, ''])
    expect(done.err).toContain('expected at least one row, found only the header.')
    writeFileSync(file, `${columns}\ns,P,,Anything,H,5,,,4,,,Blue,\n`)
    expect(run('--rows', file).err).toContain(
      'r.csv, line 2, column rag: expected Red, Amber, Green or nothing, found "Blue".',
    )
  })

  test('a table saved in an old encoding: the line and column of the first such letter', () => {
    const file = join(folder, 'old.csv')
    writeFileSync(file, Buffer.from(`${header}${good}${good.replace('Dartford', 'Dartf\u00f6rd')}`, 'latin1'))
    const done = run('--set', 'kent-early-help', '--figures', file)
    expect([done.code, done.out]).toEqual([2, ''])
    expect(done.err).toContain('old.csv, line 3, column place: expected CSV text in UTF-8')
  })

  test('blank lines as a spreadsheet leaves them, quoted line breaks and capitals in the header are no fault', () => {
    const file = join(folder, 'ok.csv')
    writeFileSync(
      file,
      `Note,${header.replace('value', 'Value').trim()}\r\n"two\r\nlines",${good.trim()}\r\n,,,,,,,\r\n  \r\n`,
    )
    expect(run('--set', 'kent-early-help', '--figures', file, '--format', 'json').code).toBe(0)
    writeFileSync(file, `note,${header}"two\nlines",${good}x,${good.replace('CEH01', 'CEH99')}`)
    expect(run('--set', 'kent-early-help', '--figures', file).err).toContain('ok.csv, line 4, column indicator')
  })

  test('a byte order mark, carriage returns, reordered and further columns are no fault', () => {
    const file = join(folder, 'ok.csv')
    writeFileSync(
      file,
      '\uFEFFnote,value,period,indicator,place,level,provider,service\r\nx,4,2017-06,CEH01,Dartford,district,Project Salus,family-support\r\n\r\n',
    )
    expect(run('--set', 'kent-early-help', '--figures', file, '--format', 'json').code).toBe(0)
  })
})
