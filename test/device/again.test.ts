/** Refused and late changes: made anew, taken in, left out; and the meaning every figure carries. */
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/device/desk.ts'
import { sha256Hex } from '../../src/device/outbox/digest.ts'
import { meaningText } from '../../src/domain/set/meaning.ts'
import { operationSchema } from '../../src/protocol/operation.ts'
import { indicator } from '../domain/small-set.ts'
import { amount, cells, editor, lead, referenceOf, set, sheets } from './county.ts'
import { firstDay, newDisk, startProgram } from './simulated-device.ts'
import { type SimulatedServer, simulatedServer } from './simulated-server.ts'

async function twoPeople() {
  const server = simulatedServer([lead, editor])
  const hers = startProgram(newDisk(), server, 'laptop')
  const theirs = startProgram(newDisk(), server, 'tablet')
  return { server, hers, theirs, desk: await firstDay(hers, lead), other: await firstDay(theirs, editor) }
}

const contents = (server: SimulatedServer) =>
  [...server.disk.operations.values()].map(stored => operationSchema.parse(JSON.parse(stored.body)))
const closed = { sheet: sheets.east, cell: cells.closed }
const viewOf = (desk: Desk, sheet = sheets.east) => desk.state().sheets.get(sheet)
const confirm = { name: 'Provider lead', role: 'Manager' }

/** The lead has submitted; the editor, offline, types 7 and it arrives too late. */
async function tooLate() {
  const all = await twoPeople()
  const { desk, other, theirs } = all
  await desk.save([
    { ...closed, value: amount(5) },
    { sheet: sheets.east, cell: cells.open, value: amount(1) },
  ])
  await desk.sync()
  await other.sync()
  theirs.network.offline = true
  await other.save([{ ...closed, value: amount(7) }])
  await desk.submit([sheets.east], confirm)
  await desk.sync()
  expect(viewOf(desk)?.state).toBe('submitted')
  theirs.network.offline = false
  await other.sync()
  await desk.sync()
  const late = viewOf(desk)?.late ?? []
  expect(late).toMatchObject([{ cell: cells.closed, value: amount(7), by: { id: editor.id } }])
  expect(other.state().needsYou).toMatchObject([
    { code: 'locked', value: amount(7), standing: 'refused', again: false },
  ])
  return { ...all, late: late.map(each => each.opId) }
}

describe('the meaning of an indicator', () => {
  it('goes with every figure, never with a text, from the first edit on', async () => {
    const { desk, server } = await twoPeople()
    await desk.save([
      { ...closed, value: amount(5) },
      { sheet: sheets.east, cell: cells.summary, value: { type: 'text', paragraphs: ['Fine.'], audience: 'council' } },
    ])
    await desk.sync()
    const hash = (await sha256Hex(meaningText(indicator('closed')))).slice(0, 16)
    expect(contents(server).map(each => ('meaning' in each ? each.meaning : undefined))).toEqual([hash, undefined])
  })

  it('tells a figure that was typed before a definition changed; entered again it counts', async () => {
    const { desk, server, hers } = await twoPeople()
    hers.network.offline = true
    await desk.save([{ ...closed, value: amount(5) }])
    const changed = {
      ...set,
      indicators: set.indicators.map(each =>
        each.id === indicator('closed').id
          ? { ...each, definition: { ...each.definition, counts: 'Only those that were agreed' } }
          : each,
      ),
    }
    server.reference = referenceOf(changed)
    hers.network.offline = false
    await desk.sync()
    const [refused] = desk.state().needsYou
    expect(refused).toMatchObject({ code: 'definition-changed', again: true })
    expect(desk.state().set?.indicators.find(each => each.id === indicator('closed').id)?.definition.counts).toMatch(
      /Only/,
    )
    expect(await desk.enterAgain(refused ? [refused.opId] : [])).toMatchObject({ ok: true })
    expect(desk.state().needsYou).toEqual([])
    await desk.sync()
    expect(viewOf(desk)?.cells.get(cells.closed)).toMatchObject({ value: amount(5), standing: 'received' })
    expect(contents(server).at(-1)).toMatchObject({ kind: 'set' })
    expect(contents(server).at(-1)).not.toHaveProperty('takes')
  })
})

describe('a change that came after submission', () => {
  it('P2: is entered again by its author once the return is open, upon what stands, and offered no more', async () => {
    const { desk, other, server, late } = await tooLate()
    await desk.takeBack([sheets.east])
    await desk.sync()
    await other.sync()
    expect(other.state().needsYou).toMatchObject([{ again: true }])
    const before = viewOf(other)?.cells.get(cells.closed)?.base
    expect(await other.enterAgain(late)).toMatchObject({ ok: true })
    expect(other.state().needsYou).toEqual([])
    expect(viewOf(other)?.cells.get(cells.closed)).toMatchObject({ value: amount(7), standing: 'waiting' })
    await other.sync()
    expect(contents(server).at(-1)).toMatchObject({ takes: late[0], value: amount(7), base: before })
    await desk.sync()
    expect(viewOf(desk)?.cells.get(cells.closed)).toMatchObject({ value: amount(7) })
    expect(viewOf(desk)?.late ?? []).toEqual([])
  })

  it('is taken in by a lead: withdrawn and entered in one transaction, waiting until received', async () => {
    const { desk, server, late } = await tooLate()
    const stands = viewOf(desk)?.cells.get(cells.closed)?.base
    expect(await desk.takeIn(sheets.east, late)).toMatchObject({ ok: true })
    expect(viewOf(desk)).toMatchObject({ withdrawing: true })
    expect(viewOf(desk)?.cells.get(cells.closed)).toMatchObject({ value: amount(7), standing: 'waiting' })
    expect(desk.state().status.waiting).toBe(2)
    await desk.sync()
    expect(contents(server).slice(-2)).toMatchObject([
      { kind: 'withdraw', value: { sheets: [sheets.east] } },
      { kind: 'set', takes: late[0], base: stands, value: amount(7) },
    ])
    expect(viewOf(desk)).toMatchObject({ state: 'open' })
    expect(viewOf(desk)?.late ?? []).toEqual([])
    expect(viewOf(desk)?.cells.get(cells.closed)).toMatchObject({ value: amount(7), standing: 'received' })
  })

  it('is left out by a lead, with a reason, for good', async () => {
    const { desk, server, late } = await tooLate()
    await expect(desk.leaveOut(sheets.east, late, '  ')).rejects.toThrow(RangeError)
    expect(await desk.leaveOut(sheets.east, late, ' Belongs to July. ')).toMatchObject({ ok: true })
    await desk.sync()
    expect(contents(server).at(-1)).toMatchObject({
      kind: 'leave',
      value: { operations: late, reason: 'Belongs to July.' },
    })
    expect(viewOf(desk)?.late ?? []).toEqual([])
    expect(viewOf(desk)).toMatchObject({ state: 'submitted' })
    expect(viewOf(desk)?.cells.get(cells.closed)?.value).toEqual(amount(5))
  })

  it('P9: making anew and closing the old one are one transaction', async () => {
    const { desk, other, theirs, late } = await tooLate()
    await desk.takeBack([sheets.east])
    await desk.sync()
    await other.sync()
    theirs.network.offline = true
    let transactions = 0
    theirs.storageStep = () => {
      transactions += 1
      return undefined
    }
    await other.enterAgain(late)
    expect(transactions).toBe(1)
    theirs.storageStep = () => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
    }
    expect(await other.enterAgain(late)).toMatchObject({ ok: true })
  })
})
