/** The scorecard over HTTP, on twelve made-up months: who is given what, and that all of its figures add up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleCounty } from '../../../src/commands/sample-county.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { IsoDate, PlaceId, ServiceId, SheetId } from '../../../src/domain/ids.ts'
import { type ScorecardAnswer, scorecardSchema } from '../../../src/protocol/scorecard.ts'
import type { PersonToSeed } from '../../../src/server/county.ts'
import { lastMonth, loadTwelveMonths } from '../../twelve-months.ts'
import { setCell } from '../operations.ts'
import { Browser, TestServer } from '../test-server.ts'

const sample = sampleCounty()
const password = 'a long enough set of words'
const somebody = (name: string, role: PersonToSeed['role'], services: PersonToSeed['services']): PersonToSeed => ({
  name,
  email: `${name}@kent.example`,
  password,
  role,
  contracts: [],
  services,
})
const young = 'young-carers' as ServiceId
const people = {
  officer: somebody('officer', 'officer', [{ service: young, areas: 'every' }]),
  east: somebody('east', 'officer', [{ service: young, areas: ['east-kent' as PlaceId] }]),
  reader: somebody('reader', 'reader', [{ service: young, areas: 'every' }]),
  auditor: somebody('auditor', 'auditor', [{ service: young, areas: 'every' }]),
  performance: somebody('performance', 'performance-team', [{ service: young, areas: 'every' }]),
  administrator: somebody('administrator', 'administrator', []),
}

let at: TestServer
const browsers = new Map<string, Browser>()
beforeAll(async () => {
  at = await TestServer.open({ county: { ...sample, people: Object.values(people) }, council: sample.set.council })
  await loadTwelveMonths(at.server.storage)
  // Collections are read at the start.
  await at.restart()
  for (const person of Object.values(people)) browsers.set(person.name, await Browser.signIn(at, person))
}, 120_000)
afterAll(() => at.close())

const ask = async (who: keyof typeof people, query: string) => {
  const answer = await browsers.get(who)?.get(`/api/scorecard?${query}`)
  if (!answer) throw new Error(`nobody is ${who}`)
  return answer
}
const card = async (
  who: keyof typeof people,
  query = `service=${young}&period=${lastMonth}`,
): Promise<ScorecardAnswer> => {
  const answer = await ask(who, query)
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  return scorecardSchema.parse(answer.json())
}
const keys = (read: ScorecardAnswer): readonly string[] => read.nodes.map(node => node.key)

describe('who is given which scorecard', () => {
  it('an officer of the county: the whole tree, from submitted or from accepted returns', async () => {
    const submitted = await card('officer')
    expect(keys(submitted)).toHaveLength(17)
    expect(submitted.nodes[0]).toMatchObject({ key: 'every/kent', level: 'county', returns: { asked: 12 } })
    expect(submitted.offered).toMatchObject({ services: [young], bases: ['submitted', 'accepted'] })
    const accepted = await card('officer', `service=${young}&period=${lastMonth}&basis=accepted`)
    const [before, after] = [submitted.nodes[0]?.returns, accepted.nodes[0]?.returns]
    expect(after?.counted).toBe(before?.accepted)
    expect(after?.counted).toBeLessThan(before?.counted ?? 0)
    expect(accepted.nodes.every(node => !node.marks.includes('p'))).toBe(true)
  })

  it('an officer of one area: its places, and no total that tells of others', async () => {
    const read = await card('east')
    expect(keys(read).toSorted()).toEqual(
      ['every/east-kent', 'yc-imago-2016/canterbury', 'yc-imago-2016/swale', 'yc-imago-2016/thanet'].toSorted(),
    )
    expect(read.explanations.every(one => ['canterbury', 'swale', 'thanet'].includes(one.place))).toBe(true)
  })

  it('auditors and the performance team: accepted returns only', async () => {
    for (const who of ['auditor', 'performance'] as const) {
      const read = await card(who)
      expect(read).toMatchObject({ basis: 'accepted', offered: { bases: ['accepted'] } })
      expect((await ask(who, `service=${young}&basis=submitted`)).json().code).toBe('not-allowed')
    }
  })

  it('readers: nothing, until the council has switched it on; then accepted returns', async () => {
    expect((await ask('reader', `service=${young}`)).json().code).toBe('not-allowed')
    expect((await ask('administrator', `service=${young}`)).json().code).toBe('not-allowed')
    await at.restart({ settings: { readersSeeAccepted: true } })
    const read = await card('reader')
    expect(read).toMatchObject({ basis: 'accepted', explanations: [] })
    expect((await ask('reader', `service=${young}&basis=submitted`)).json().code).toBe('not-allowed')
    await at.restart({ settings: { readersSeeAccepted: false } })
    expect((await ask('reader', `service=${young}`)).json().code).toBe('not-allowed')
  })

  it('nobody of a service that is not hers, nor of a month or a service that is none', async () => {
    expect((await ask('officer', 'service=neet')).json().code).toBe('no-access')
    expect((await ask('officer', 'service=nothing')).json().code).toBe('no-access')
    expect((await ask('officer', `service=${young}&period=2031-01`)).json().code).toBe('not-found')
  })
})

describe('what was agreed in meetings', () => {
  it('is beside the indicators of its plan while it is open, where it is shared; the council’s own is not', async () => {
    const officer = browsers.get('officer')
    const [indicator] = (await card('officer')).nodes[0]?.rows ?? []
    if (!officer || !indicator) throw new Error('nobody to note anything')
    await officer.register()
    const at7 = (place: string) => `yc-imago-2016/${place}/2017-07` as SheetId
    const plan: CellValue = {
      ...{ type: 'plan', kind: 'improvement-plan', title: 'Waiting times', indicators: [indicator.indicator] },
      ...{ from: '2017-07-01' as IsoDate, status: 'open', outcome: '' },
    }
    const action = (text: string, status: 'open' | 'done' = 'open'): CellValue => ({
      ...{ type: 'action', meeting: 'm1', text, owner: 'provider', who: '', status, plan: 'p1' },
      due: '2017-07-28' as IsoDate,
    })
    const { outcomes } = await officer.push([
      setCell(officer, 1, 'note/p1', plan, { sheet: at7('all--notes') }),
      setCell(officer, 2, 'note/a1', action('Send the plan for cover'), { sheet: at7('thanet--notes') }),
      setCell(officer, 3, 'note/a2', action('Sent long ago', 'done'), { sheet: at7('thanet--notes') }),
      setCell(officer, 4, 'note/a3', action('Ask what it costs'), { sheet: at7('thanet--internal') }),
    ])
    expect(outcomes.map(one => one.outcome)).toEqual(['applied', 'applied', 'applied', 'applied'])
    const agreed = {
      ...{ contract: 'yc-imago-2016', place: 'thanet', indicators: [indicator.indicator] },
      ...{ text: 'Send the plan for cover', who: 'the provider', due: '2017-07-28' },
    }
    expect((await card('officer')).actions).toEqual([agreed])
    // An auditor reads figures, and no notes.
    expect((await card('auditor')).actions).toEqual([])
  })
})

describe('what a total says', () => {
  it('adds up its places, names those that are missing, and is then not rated', async () => {
    const read = await card('officer')
    const [county] = read.nodes
    const leaves = read.nodes.filter(node => !node.key.startsWith('every/'))
    let checked = 0
    for (const row of county?.rows ?? []) {
      const own = leaves.map(leaf => leaf.rows.find(one => one.indicator === row.indicator))
      const absent = leaves.filter(leaf => leaf.returns.counted === 0).map(leaf => leaf.place)
      if (row.shown !== '–') expect(row.missing).toEqual(expect.arrayContaining(absent))
      if (row.missing.length > 0) expect(row, row.indicator).toMatchObject({ rag: null, why: 'Incomplete: not rated.' })
      if (row.part === undefined) continue
      const wholes = own.map(one => Number(one?.whole ?? 0)).reduce((sum, one) => sum + one, 0)
      const parts = own.map(one => Number(one?.part ?? 0)).reduce((sum, one) => sum + one, 0)
      expect([Number(row.part), Number(row.whole)], row.indicator).toEqual([parts, wholes])
      checked += 1
    }
    expect(checked).toBeGreaterThan(3)
    // A month that was accepted everywhere before has its total, and the marks say where each month comes from.
    expect(county?.marks).toMatch(/^[ua]+[px]$/)
  })

  it('shows the month a year before in its first column once there is a year', async () => {
    const read = await card('officer')
    expect(read.months[0]).toBe('2017-05')
    expect(read.months.at(-1)).toBe(lastMonth)
    expect(read.nodes[0]?.marks[0]).toBe('u')
  })
})
