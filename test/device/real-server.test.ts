import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDoor } from '../../src/device/door/door.ts'
import { openOffice } from '../../src/device/door/office.ts'
import type { DeviceOptions } from '../../src/device/platform.ts'
import type { CellKey, SheetId } from '../../src/domain/ids.ts'
import { people } from '../server/small-county.ts'
import { amount } from './county.ts'
import { type ServedCounty, servedCounty } from './served-county.ts'
import { newDisk, passphrase, platformOn } from './simulated-device.ts'

let at: ServedCounty
let origin = ''

beforeAll(async () => {
  at = await servedCounty()
  origin = at.origin
})
afterAll(() => at.close())

/** A browser's cookies, and the origin it names. */
function browserFetch(): typeof fetch {
  const cookies = new Map<string, string>()
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('origin', origin)
    const response = await fetch(input, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    return response
  }
}

const sheet = 'su-helper-2016/east-a/2017-06' as SheetId
const cells = { closed: 'closed' as CellKey, open: 'open' as CellKey }

describe('a device and the real server', () => {
  it('a return is typed, received, and stands on the officer’s board and page', async () => {
    const disk = newDisk()
    const options: DeviceOptions = { ...platformOn(disk), fetch: browserFetch(), origin }
    const door = openDoor(options)
    expect(await door.signIn(people.lead.email, 'not her password')).toEqual({
      ok: false,
      refusal: { type: 'problem', code: 'wrong-password' },
    })
    const signed = await door.signIn(people.lead.email, people.lead.password)
    if (!signed.ok) throw new Error(JSON.stringify(signed.refusal))
    expect(signed.known).toBe(false)
    const made = await door.createVault(signed.me, passphrase)
    if (!made.ok) throw new Error(made.because)
    const { desk } = made
    await desk.sync()
    expect(desk.state().status.connection).toBe('idle')
    expect(desk.state().collections.length).toBeGreaterThan(0)
    expect(desk.state().histories.get('su-helper-2016/east-a')).toBeDefined()
    const long = { type: 'text' as const, paragraphs: ['A long paragraph. '.repeat(100)], audience: 'council' as const }
    await desk.save([
      { sheet, cell: cells.closed, value: amount(3) },
      { sheet, cell: cells.open, value: amount(7) },
      { sheet, cell: 'narrative/key-points' as CellKey, value: long },
    ])
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    expect(desk.state().sheets.get(sheet)?.cells.get(cells.closed)).toMatchObject({
      value: amount(3),
      standing: 'received',
    })
    // Unanswered figures stop a submission; the refusal comes back for that return.
    await desk.submit([sheet], { name: 'Lead', role: 'Lead' })
    await desk.sync()
    expect(desk.state().needsYou).toMatchObject([{ sheet, code: 'incomplete' }])
    desk.lock()

    const officer = browserFetch()
    const office = openDoor({ ...platformOn(newDisk()), fetch: officer, origin })
    const entered = await office.signIn(people.officer.email, people.officer.password)
    if (!entered.ok) throw new Error(JSON.stringify(entered.refusal))
    const opened = await openOffice(entered.me, entered.installation, {
      ...platformOn(newDisk()),
      fetch: officer,
      origin,
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    expect(opened.office.set.id).toBe('small')
    const board = await opened.office.board('2017-06' as never)
    if (!board.ok) throw new Error(JSON.stringify(board.refusal))
    expect(board.value.rows.find(row => row.sheet === sheet)).toMatchObject({ state: 'open' })
    const view = await opened.office.returnView(sheet)
    if (!view.ok) throw new Error(JSON.stringify(view.refusal))
    expect(view.value.row.cells[cells.closed]?.value).toEqual(amount(3))
    await opened.office.signOut()
    expect(await opened.office.board('2017-06' as never)).toMatchObject({
      ok: false,
      refusal: { code: 'not-signed-in' },
    })
  })
})
