/** Meeting notes: who writes and reads them, generated over everybody, every place, and both who they are for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ContractId, noteAudiences, notesPlace, type PlaceId, type SheetId } from '../../src/domain/ids.ts'
import { type Cursor, meSchema, type PullAnswer, pullAnswerSchema } from '../../src/protocol/exchange.ts'
import { protocolVersion } from '../../src/protocol/versions.ts'
import { agreed, scopes } from './access/agreed.ts'
import { month, openWorld, signedIn, type Who, type World } from './access/county.ts'
import { common, opId, setCell } from './operations.ts'
import type { Browser } from './test-server.ts'

type Audience = (typeof noteAudiences)[number]
type Asked = Partial<Record<'knows' | 'only', unknown>> & { readonly cursors?: Readonly<Record<string, Cursor>> }

const notesScope = (scope: string, audience: Audience): string => {
  const [contract = '', place = ''] = scope.split('/')
  return `${contract as ContractId}/${notesPlace(place as PlaceId, audience)}`
}
const sheetOfNotes = (scope: string, audience: Audience): SheetId =>
  `${notesScope(scope, audience)}/${month}` as SheetId
/** No other text has these digits. */
const said = (scope: string, audience: Audience): string => `57721${scopes.indexOf(scope)}${audience}56649`
const handedOver = (scope: string): string => `16180${scopes.indexOf(scope)}33988`

const all = scopes.flatMap(scope => noteAudiences.map(audience => ({ scope, audience })))

/** As it was agreed: shared with whoever reads the return, and written and kept to themselves by its officers. */
const readsNotes = (who: Exclude<Who, 'ended'>, scope: string, audience: Audience): boolean => {
  const { reads = [], reviews = [] } = agreed[who]
  return audience === 'shared' ? reads.includes(scope) : reviews.includes(scope)
}

const note = (text: string) => ({ type: 'note' as const, meeting: 'm1', text })
const writerOf = (scope: string): 'officer' | 'otherOfficer' => (scope.startsWith('el-') ? 'otherOfficer' : 'officer')

let world: World
beforeAll(async () => {
  world = await openWorld()
  for (const { scope, audience } of all) {
    const by = world.browser(writerOf(scope))
    await by.register()
    const sheet = sheetOfNotes(scope, audience)
    const { outcomes } = await by.push([setCell(by, 1, 'note/n1', note(said(scope, audience)), { sheet })])
    if (outcomes[0]?.outcome !== 'applied') throw new Error(`${scope} ${JSON.stringify(outcomes)}`)
    if (audience === 'shared') continue
    const operations = [setCell(by, 50, 'note/n2', note(handedOver(scope)), { sheet })]
    await by.post('/api/surrender', { device: by.device, operations })
  }
}, 60_000)
afterAll(() => world.at.close())

async function pullAs(by: Browser, { cursors = {}, ...more }: Asked = {}): Promise<PullAnswer> {
  const answer = await by.post('/api/pull', { protocol: protocolVersion, person: by.id, cursors, ...more })
  expect(answer.statusCode).toBe(200)
  return pullAnswerSchema.parse(answer.json())
}
const sheetsIn = ({ scopes: news }: PullAnswer): readonly string[] =>
  news.flatMap(each => each.sheets.map(row => row.sheet)).toSorted()

describe.each(signedIn.map(who => [who] as const))('the %s', who => {
  const her = (): Browser => world.browser(who)
  const hers = all.filter(({ scope, audience }) => readsNotes(who, scope, audience))
  const herSheets = hers.map(({ scope, audience }) => sheetOfNotes(scope, audience) as string).toSorted()

  it('N-R1 is given by no answer a byte of a note that she may not read', async () => {
    const cursors = Object.fromEntries(
      [...scopes, ...all.map(({ scope, audience }) => notesScope(scope, audience))].map(scope => [
        scope,
        { seq: 0, tip: null },
      ]),
    )
    const answers: string[] = []
    for (const asked of [{}, { knows: ['notes'] }, { knows: ['notes'], only: 'notes' }, { only: 'reference' }]) {
      answers.push(
        JSON.stringify(await pullAs(her(), asked)),
        JSON.stringify(await pullAs(her(), { ...asked, cursors })),
      )
    }
    const urls = ['/api/me', `/api/board?period=${month}`, '/api/surrendered', '/api/record', '/api/record.csv']
    for (const scope of [...scopes, ...all.map(each => notesScope(each.scope, each.audience))])
      urls.push(
        `/api/returns/${scope}/${month}`,
        `/api/returns/${scope}/${month}/changes`,
        `/api/returns/${scope}/${month}/versions?cell=note/n1`,
        `/api/record?contract=${scope.split('/')[0]}&place=${scope.split('/')[1]}`,
      )
    for (const url of urls) answers.push((await her().get(url)).body)
    for (const { scope, audience } of all) {
      const sheet = sheetOfNotes(scope, audience)
      answers.push((await her().post('/api/writing', { sheet, cell: 'note/n1' })).body)
    }
    const text = answers.join('\n')
    const given = all.filter(({ scope, audience }) => text.includes(said(scope, audience)))
    expect(given).toEqual(hers)
    // What a device handed over is an officer's to read, of her services and areas.
    const { reviews = [] } = agreed[who]
    expect(scopes.filter(scope => text.includes(handedOver(scope)))).toEqual(
      scopes.filter(scope => reviews.includes(scope)),
    )
  })

  it('opens no sheet of notes as a return', async () => {
    for (const { scope, audience } of all) {
      const answer = await her().get(`/api/returns/${notesScope(scope, audience)}/${month}`)
      expect([scope, answer.statusCode >= 400]).toEqual([scope, true])
    }
  })

  it('N-R2 is named her notes beside her scopes, never among them', async () => {
    const me = meSchema.parse((await her().get('/api/me')).json())
    expect([...(me.notes ?? [])].toSorted()).toEqual(
      hers.map(({ scope, audience }) => notesScope(scope, audience)).toSorted(),
    )
    expect(me.scopes.filter(scope => scope.includes('--'))).toEqual([])
  })

  it('N-R3 is sent her notes once her app says that it knows them; an older one gets none', async () => {
    expect(sheetsIn(await pullAs(her())).filter(sheet => sheet.includes('--'))).toEqual([])
    expect(sheetsIn(await pullAs(her(), { knows: ['notes'] })).filter(sheet => sheet.includes('--'))).toEqual(herSheets)
    expect(sheetsIn(await pullAs(her(), { knows: ['notes'], only: 'notes' }))).toEqual(herSheets)
    expect(sheetsIn(await pullAs(her(), { knows: ['notes'], only: 'reference' }))).toEqual([])
  })

  it('N-R4 is told of each notes scope she names whether it is still hers', async () => {
    const cursors = Object.fromEntries(
      all.map(({ scope, audience }) => [notesScope(scope, audience), { seq: 0, tip: null }]),
    )
    const foreign = all.filter(each => !hers.includes(each)).map(each => notesScope(each.scope, each.audience))
    for (const asked of [{ knows: ['notes'] }, { knows: ['notes'], only: 'notes' }, {}]) {
      const { revoked } = await pullAs(her(), { ...asked, cursors })
      expect([...revoked].toSorted()).toEqual(foreign.toSorted())
    }
  })

  it('N-W1 writes notes where she may note meetings, and is refused everywhere else', async () => {
    const by = her()
    await by.register()
    const { outcomes } = await by.push(
      all.map(({ scope, audience }, index) =>
        setCell(by, index + 1, `note/by-${who}`, note('Hers'), { sheet: sheetOfNotes(scope, audience) }),
      ),
    )
    const { reviews = [] } = agreed[who]
    expect(outcomes.map(each => each.code ?? each.outcome)).toEqual(
      all.map(({ scope, audience }) =>
        reviews.includes(scope) ? 'applied' : readsNotes(who, scope, audience) ? 'not-allowed' : 'no-access',
      ),
    )
  })

  it('N-W2 submits, withdraws and leaves out nothing of notes', async () => {
    const by = her()
    await by.register()
    const { outcomes } = await by.push(
      all.flatMap(({ scope, audience }, index) => {
        const sheet = sheetOfNotes(scope, audience)
        const whole = `${scope.split('/')[0]}/all/${month}` as SheetId
        const named = { sheets: [{ sheet, seen: 'e'.repeat(64) }], name: 'A name', role: 'A role' }
        return [
          { ...common(by, index * 4 + 1, sheet), kind: 'submit', value: named },
          { ...common(by, index * 4 + 2, whole), kind: 'submit', value: named },
          { ...common(by, index * 4 + 3, sheet), kind: 'withdraw', value: { sheets: [sheet] } },
          { ...common(by, index * 4 + 4, sheet), kind: 'leave', value: { operations: [opId()], reason: 'No' } },
        ]
      }),
    )
    expect(outcomes.filter(each => each.outcome !== 'rejected')).toEqual([])
  })
})
