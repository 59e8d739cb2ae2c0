/** Figures typed under a definition that has changed since: refused only where what is counted is another thing. */
import { expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { Indicator, IndicatorSet } from '../../src/domain/set/indicator-set.ts'
import { meaningsOf } from '../../src/server/reference.ts'
import { renewSet, seed } from '../../src/server/seed.ts'
import { amount, atLeast, iid, open, ratio, target } from '../domain/small-set.ts'
import { eastA, setCell } from './operations.ts'
import { county, countySet } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

/** The county's set with one indicator another. */
const withIndicator = (id: string, more: (indicator: Indicator) => Partial<Indicator>): IndicatorSet => ({
  ...countySet,
  indicators: countySet.indicators.map(each => (each.id === id ? { ...each, ...more(each) } : each)),
})
const meaning = (id: string, set = countySet): string => meaningsOf(set).get(iid(id)) ?? ''
const counted = withIndicator('closed', ({ definition }) => ({ definition: { ...definition, counts: 'all cases' } }))
const explanation: CellValue = { type: 'explanation', text: 'So.', reasons: [], cells: [] }

it('refuses the figure whose definition changed under the draft, and takes the others', async () => {
  const at = await TestServer.open()
  const worker = await Browser.signIn(at, 'worker')
  const drafts = [
    setCell(worker, 1, 'closed', amount(5), { meaning: meaning('closed') }),
    setCell(worker, 2, 'open', amount(6), { meaning: meaning('open') }),
    setCell(worker, 3, 'explain/closed', explanation, { meaning: meaning('closed') }),
    setCell(worker, 4, 'good', ratio(1, 2)),
  ]
  await at.restart({ county: { ...county, set: counted } })
  const { outcomes } = await worker.push(drafts)
  expect(outcomes.map(each => each.code ?? each.outcome)).toEqual([
    'definition-changed',
    'applied',
    'applied',
    'applied',
  ])
  const again = setCell(worker, 5, 'closed', amount(5), { meaning: meaning('closed', counted) })
  expect((await worker.push([again])).outcomes[0]?.outcome).toBe('applied')
  // An older app does not say what it meant.
  const older = setCell(worker, 6, 'closed', amount(6), { base: again.opId })
  expect((await worker.push([older])).outcomes[0]?.outcome).toBe('applied')
  await at.close()
})

it('says that the definition changed, not that the value does not fit, where the kind did', async () => {
  const at = await TestServer.open()
  const worker = await Browser.signIn(at, 'worker')
  const set = withIndicator('closed', () => ({ kind: 'percent', part: { label: 'a' }, whole: { label: 'b' } }))
  await at.restart({ county: { ...county, set } })
  const draft = setCell(worker, 1, 'closed', amount(5), { meaning: meaning('closed') })
  expect((await worker.push([draft])).outcomes[0]?.code).toBe('definition-changed')
  await at.close()
})

it('refuses nothing for another title, code, group, target or check', async () => {
  const at = await TestServer.open()
  const worker = await Browser.signIn(at, 'worker')
  const renamed = withIndicator('closed', () => ({
    title: 'Cases that were closed',
    shortTitle: 'Closed cases',
    group: 'Outcomes',
    codes: [{ code: 'CC1' }],
    tolerance: { type: 'points', points: '5' as never },
  }))
  const set = { ...renamed, targets: [target(open, 'east-a', { month: atLeast('3') })], comparisons: [] }
  await at.restart({ county: { ...county, set } })
  expect(at.server.reference.set.targets).toHaveLength(1)
  const draft = setCell(worker, 1, 'closed', amount(5), { meaning: meaning('closed') })
  expect((await worker.push([draft])).outcomes[0]?.outcome).toBe('applied')
  await at.close()
})

it('renews a set of the same id at start and nothing else of the county', async () => {
  const at = await TestServer.open()
  const worker = await Browser.signIn(at, 'worker')
  await worker.push([setCell(worker, 1, 'closed', amount(5))])
  const before = await at.server.storage.documents()
  const people = await at.server.storage.countPeople()
  await at.restart({
    county: { set: counted, histories: [], collections: [], people: [...county.people, ...county.people] },
  })
  const { storage, accounts, reference } = at.server
  expect(reference.set.indicators.find(each => each.id === 'closed')?.definition.counts).toBe('all cases')
  expect(reference.collections).toEqual(county.collections.toSorted((a, b) => (a.period < b.period ? -1 : 1)))
  expect(await storage.countPeople()).toBe(people)
  const after = await storage.documents()
  expect(after.filter(each => !before.some(old => old.hash === each.hash)).map(each => each.id)).toEqual(['set/small'])
  const row = (await worker.pull()).scopes.flatMap(scope => scope.sheets).find(each => each.sheet === eastA)
  expect(row?.cells).toMatchObject({ closed: { value: amount(5) } })
  expect(await renewSet(storage, counted)).toBe(false)
  expect(await renewSet(storage, { ...counted, id: 'another' })).toBe(false)
  expect(await storage.documents()).toEqual(after)
  expect(await seed(storage, accounts, county, { sample: true })).toBe(false)
  await at.close()
})
