/** Pushing and pulling over HTTP, against a real data file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sheetDigestText } from '../../src/protocol/digests.ts'
import { mostOperations } from '../../src/protocol/versions.ts'
import { sha256 } from '../../src/server/reference.ts'
import { seenDigest } from '../../src/server/sync/decide/decide-return.ts'
import { amount, gap, ratio } from '../domain/small-set.ts'
import { eastA, opId, setCell, setVersion, sheet, submitSheets, voidOf, withdrawSheets } from './operations.ts'
import { helper } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

let at: TestServer
beforeAll(async () => {
  at = await TestServer.open()
})
afterAll(() => at.close())

const eastAScope = `${helper}/east-a`

/** A fresh county for tests that count what is there. */
const fresh = async (test: (own: TestServer) => Promise<void>): Promise<void> => {
  const own = await TestServer.open()
  try {
    await test(own)
  } finally {
    await own.close()
  }
}

describe('push and pull', () => {
  it('takes a figure once, gives it to everybody who holds the scope, and to nobody else', () =>
    fresh(async own => {
      const worker = await Browser.signIn(own, 'worker')
      const editor = await Browser.signIn(own, 'editor')
      const stranger = await Browser.signIn(own, 'otherLead')
      const operation = setCell(worker, 1, 'closed', amount(12))
      const first = await worker.push([operation])
      expect(first.outcomes).toMatchObject([{ opId: operation.opId, outcome: 'applied', token: operation.opId }])
      // The answer was lost; the device sends it again.
      const again = await worker.push([operation])
      expect(again.outcomes).toEqual(first.outcomes)

      const pulled = await editor.pull()
      const scope = pulled.scopes.find(each => each.scope === eastAScope)
      expect(scope).toMatchObject({ cursor: { seq: 1, tip: operation.opId }, reset: false })
      const row = scope?.sheets[0]
      expect(row).toMatchObject({ sheet: eastA, rev: 1, state: 'open', submission: null })
      expect(row?.cells).toMatchObject({
        closed: { value: amount(12), token: operation.opId, by: { id: worker.id, name: 'Field worker' } },
      })
      expect(row?.digest).toBe(sha256(sheetDigestText(row?.cells ?? {})))
      expect(JSON.stringify(await stranger.pull())).not.toContain(helper)
    }))

  it('sends nothing again to a device that stands at the tip, and whole returns that changed since its cursor', () =>
    fresh(async own => {
      const editor = await Browser.signIn(own, 'editor')
      const [a, b] = [setCell(editor, 1, 'closed', amount(1)), setCell(editor, 2, 'open', amount(2))]
      await editor.push([a])
      const first = await editor.pull()
      expect(first.scopes.map(each => each.scope).sort()).toEqual(
        ['all', 'east-a', 'east-b', 'west-c'].map(place => `${helper}/${place}`),
      )
      const cursors = Object.fromEntries(first.scopes.map(each => [each.scope, each.cursor]))
      expect((await editor.pull(cursors)).scopes).toEqual([])
      await editor.push([b])
      const second = await editor.pull(cursors)
      expect(second.scopes).toHaveLength(1)
      expect(second.scopes[0]).toMatchObject({ scope: eastAScope, cursor: { seq: 2, tip: b.opId }, reset: false })
      expect(Object.keys(second.scopes[0]?.sheets[0]?.cells ?? {}).sort()).toEqual(['closed', 'open'])
    }))

  it('resets a cursor whose pair the log lacks: the server was restored from a backup', () =>
    fresh(async own => {
      const editor = await Browser.signIn(own, 'editor')
      await editor.push([setCell(editor, 1, 'closed', amount(1))])
      for (const cursor of [
        { seq: 9, tip: opId() },
        { seq: 1, tip: opId() },
        { seq: 0, tip: opId() },
      ]) {
        const answer = await editor.pull({ [eastAScope]: cursor })
        const scope = answer.scopes.find(each => each.scope === eastAScope)
        expect(scope).toMatchObject({ reset: true, cursor: { seq: 1 } })
        expect(scope?.sheets).toHaveLength(1)
      }
    }))

  it('says which named scopes a person does not hold, and gives nothing of them', async () => {
    const worker = await Browser.signIn(at, 'worker')
    const answer = await worker.pull({
      [`${helper}/west-c`]: { seq: 0, tip: null },
      [eastAScope]: { seq: 0, tip: null },
    })
    expect(answer.revoked).toEqual([`${helper}/west-c`])
    expect(answer.me.scopes).toEqual([eastAScope])
    expect(answer.scopes.every(each => each.scope === eastAScope)).toBe(true)
  })

  it('applies a chain of edits in one batch, the second naming the first', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const first = setCell(lead, 1, 'good', ratio(1, 2))
    const second = setCell(lead, 2, 'good', ratio(2, 2), { base: first.opId })
    const { outcomes } = await lead.push([first, second])
    expect(outcomes.map(each => [each.outcome, each.token])).toEqual([
      ['applied', first.opId],
      ['applied', second.opId],
    ])
  })

  it('P6 one bad operation costs only itself: it is stored, answered, and the rest is taken', () =>
    fresh(async own => {
      const editor = await Browser.signIn(own, 'editor')
      const bad = { opId: opId(), device: editor.device, seq: 2, kind: 'set', nonsense: true }
      const later = { ...voidOf(editor, 3), kind: 'of-a-later-version' }
      const operations = [setCell(editor, 1, 'closed', amount(4)), bad, later, setCell(editor, 4, 'open', amount(5))]
      const { outcomes } = await editor.push(operations)
      expect(outcomes.map(each => [each.outcome, each.code])).toEqual([
        ['applied', undefined],
        ['rejected', 'malformed'],
        ['rejected', 'not-supported-yet'],
        ['applied', undefined],
      ])
      expect((await editor.push(operations)).outcomes).toEqual(outcomes)
    }))

  it('takes a month of a whole contract at once: as many operations as a push may bring, in one transaction', () =>
    fresh(async own => {
      const editor = await Browser.signIn(own, 'editor')
      const chain = Array.from({ length: mostOperations }, (_, n) => setCell(editor, n + 1, 'closed', amount(n)))
      const operations = chain.map((each, n) => ({ ...each, base: chain[n - 1]?.opId ?? null }))
      const { outcomes } = await editor.push(operations)
      expect(new Set(outcomes.map(each => `${each.outcome} ${each.receivedAt}`)).size).toBe(1)
      const scope = (await editor.pull()).scopes.find(each => each.scope === eastAScope)
      expect(scope).toMatchObject({ cursor: { seq: mostOperations, tip: operations.at(-1)?.opId } })
      expect(scope?.sheets).toMatchObject([{ rev: mostOperations, cells: { closed: { value: amount(499) } } }])
    }))

  it('P5 refuses a gap, says what it expects, stores nothing', () =>
    fresh(async own => {
      const editor = await Browser.signIn(own, 'editor')
      await editor.push([setCell(editor, 1, 'closed', amount(4))])
      const refused = await editor.sendPush([setCell(editor, 3, 'open', amount(5))])
      expect(refused.statusCode).toBe(409)
      expect(refused.json()).toMatchObject({ code: 'sequence-gap', expected: 2 })
      const late = await editor.sendPush([setCell(editor, 2, 'open', amount(5)), setCell(editor, 4, 'open', amount(6))])
      expect(late.json()).toMatchObject({ code: 'sequence-gap', expected: 3 })
      const { scopes } = await editor.pull()
      expect(scopes.find(each => each.scope === eastAScope)?.cursor.seq).toBe(1)
    }))

  it('P19 notices a copied device: the same number with another operation, or the same id with other content', () =>
    fresh(async own => {
      const editor = await Browser.signIn(own, 'editor')
      const mine = setCell(editor, 1, 'closed', amount(4))
      await editor.push([mine])
      for (const forged of [
        setCell(editor, 1, 'closed', amount(9)),
        { ...mine, value: amount(9) },
        { ...mine, seq: 2 },
      ]) {
        const refused = await editor.sendPush([forged])
        expect([refused.statusCode, refused.json().code]).toEqual([409, 'device-forked'])
      }
      // It takes a new number and sends what it has no receipt for: what was received before counts once.
      await editor.register()
      const renumbered = { ...mine, device: editor.device }
      const next = setCell(editor, 2, 'closed', amount(5), { base: mine.opId })
      const { outcomes } = await editor.push([renumbered, next])
      expect(outcomes.map(each => each.outcome)).toEqual(['applied', 'applied'])
      const { scopes } = await editor.pull()
      expect(scopes.find(each => each.scope === eastAScope)?.cursor.seq).toBe(2)
    }))

  it('asks again for what it lost, by the handshake', () =>
    fresh(async own => {
      const editor = await Browser.signIn(own, 'editor')
      const first = setCell(editor, 1, 'closed', amount(4))
      await editor.push([first])
      const answer = await editor.push([setCell(editor, 4, 'open', amount(1))], { seq: 3, opId: opId() })
      expect(answer).toEqual({ outcomes: [], resendFrom: 2, durableThrough: null })
      const forked = await editor.sendPush([], { seq: 1, opId: opId() })
      expect(forked.json().code).toBe('device-forked')
      expect(await editor.push([], { seq: 1, opId: first.opId })).toEqual({ outcomes: [], durableThrough: null })
    }))

  it('knows whose device and whose session it is', async () => {
    const editor = await Browser.signIn(at, 'editor')
    const lead = await Browser.signIn(at, 'lead')
    const asLead = { protocol: 1, person: lead.id, device: editor.device, last: null, operations: [] }
    expect((await editor.post('/api/push', asLead)).json().code).toBe('wrong-person')
    expect((await lead.post('/api/push', asLead)).json().code).toBe('unknown-device')
    expect((await editor.post('/api/pull', { protocol: 1, person: lead.id, cursors: {} })).json().code).toBe(
      'wrong-person',
    )
  })

  it('P13 stops pulling for a device of another protocol and lets it push', async () => {
    const editor = await Browser.signIn(at, 'editor')
    const pulled = await editor.post('/api/pull', { protocol: 0, person: editor.id, cursors: {} })
    expect([pulled.statusCode, pulled.json().code]).toEqual([426, 'update-needed'])
    const pushed = await editor.post('/api/push', {
      protocol: 0,
      person: editor.id,
      device: editor.device,
      last: null,
      operations: [setCell(editor, 1, 'open', amount(3), { sheet: sheet('west-c') })],
    })
    expect(pushed.json().outcomes[0].outcome).toBe('applied')
  })
})

describe('submitting', () => {
  const answers = {
    closed: amount(4),
    open: amount(9),
    achieved: ratio(3),
    withdrawn: ratio(0),
    good: ratio(2, 3),
    caseload: ratio(undefined, 3),
  }

  it('P16 submits what was seen, each return with its own outcome, then locks it until it is withdrawn', () =>
    fresh(async own => {
      const lead = await Browser.signIn(own, 'lead')
      const officer = await Browser.signIn(own, 'officer')
      let seq = 0
      const writes = Object.entries(answers).map(([cell, value]) => setCell(lead, ++seq, cell, value))
      await lead.push([...writes, setCell(lead, ++seq, 'closed', gap('not-available'), { sheet: sheet('east-b') })])
      const rows = (await lead.pull()).scopes.flatMap(scope => scope.sheets)
      const seen = (id: string) => seenDigest(rows.find(row => row.sheet === id)?.cells ?? {}, setVersion)
      const submit = submitSheets(lead, ++seq, [
        { sheet: eastA, seen: seen(eastA) },
        { sheet: sheet('east-b'), seen: seen(sheet('east-b')) },
        { sheet: sheet('west-c'), seen: 'f'.repeat(64) },
      ])
      const { outcomes } = await lead.push([submit])
      expect(outcomes[0]).toMatchObject({
        outcome: 'applied',
        sheets: [
          { sheet: eastA, ok: true, ordinal: 1 },
          { sheet: sheet('east-b'), ok: false, code: 'incomplete' },
          { sheet: sheet('west-c'), ok: false, code: 'seen-differs' },
        ],
      })
      const view = (await officer.get(`/api/returns/${eastA}`)).json()
      expect(view.row).toMatchObject({
        state: 'submitted',
        submission: { ordinal: 1, name: 'A name', by: { id: lead.id } },
      })

      const late = setCell(lead, ++seq, 'closed', amount(5), { base: writes[0]?.opId ?? null })
      expect((await lead.push([late])).outcomes[0]).toMatchObject({ outcome: 'rejected', code: 'locked' })
      const board = (await officer.get('/api/board')).json()
      expect(board.rows.find((row: { sheet: string }) => row.sheet === eastA)).toMatchObject({
        state: 'submitted',
        ordinal: 1,
        lockedOut: 1,
        answered: 6,
        owed: 6,
      })
      const twice = await lead.push([submitSheets(lead, ++seq, [{ sheet: eastA, seen: seen(eastA) }])])
      expect(twice.outcomes[0]).toMatchObject({ outcome: 'rejected', code: 'locked' })

      await lead.push([withdrawSheets(lead, ++seq, [eastA])])
      const edit = setCell(lead, ++seq, 'closed', amount(6), { base: late.opId })
      expect((await lead.push([edit])).outcomes[0]).toMatchObject({ outcome: 'applied' })
      const changed = (await lead.pull()).scopes.flatMap(scope => scope.sheets).find(row => row.sheet === eastA)
      expect(changed).toMatchObject({ state: 'open', submission: { ordinal: 1 } })
      const second = submitSheets(lead, ++seq, [{ sheet: eastA, seen: seenDigest(changed?.cells ?? {}, setVersion) }])
      expect((await lead.push([second])).outcomes[0]?.sheets).toEqual([{ sheet: eastA, ok: true, ordinal: 2 }])
    }))

  it('lets nobody submit who does not hold the whole contract', async () => {
    const worker = await Browser.signIn(at, 'worker')
    const part = await Browser.signIn(at, 'partEditor')
    for (const browser of [worker, part]) {
      const submit = submitSheets(browser, 1, [{ sheet: eastA, seen: 'f'.repeat(64) }])
      expect((await browser.push([submit])).outcomes[0]).toMatchObject({ outcome: 'rejected', code: 'no-access' })
    }
  })
})
