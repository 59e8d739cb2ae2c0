/** The real server's word on who has left and what was lost, and what it keeps of a device that hands over. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDoor } from '../../../src/device/door/door.ts'
import type { CellKey, Instant, PersonId, SheetId } from '../../../src/domain/ids.ts'
import { surrenderedSchema } from '../../../src/protocol/exchange.ts'
import type { Server } from '../../../src/server/server.ts'
import { people } from '../../server/small-county.ts'
import { amount } from '../county.ts'
import { type ServedCounty, servedCounty } from '../served-county.ts'
import { newDisk, passphrase, platformOn } from '../simulated-device.ts'

let at: ServedCounty
let server: Server
let origin = ''

beforeAll(async () => {
  at = await servedCounty()
  ;({ server, origin } = at)
})
afterAll(() => at.close())

const soon = { interval: 5, timeout: 5_000 }
const sheet = 'su-helper-2016/east-a/2017-06' as SheetId

/** A browser's cookies, the origin it names, and whether it has signal. */
function browser() {
  const cookies = new Map<string, string>()
  const network = { on: true }
  const fetching: typeof fetch = async (input, init) => {
    if (!network.on) throw new TypeError('Failed to fetch')
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
  return { fetching, network, cookies }
}

async function atWork(who: { readonly email: string; readonly password: string }) {
  const disk = newDisk()
  const at = browser()
  const door = openDoor({ ...platformOn(disk), fetch: at.fetching, origin, isOnline: () => at.network.on })
  const signed = await door.signIn(who.email, who.password)
  if (!signed.ok) throw new Error(JSON.stringify(signed.refusal))
  const made = await door.createVault(signed.me, passphrase)
  if (!made.ok) throw new Error(made.because)
  await made.desk.sync()
  return { disk, at, door, desk: made.desk, person: signed.me.person.id }
}
const databases = async (disk: ReturnType<typeof newDisk>) =>
  (await disk.indexedDB.databases()).map(each => each.name).sort()
const end = (person: PersonId) => server.storage.endAccess(person, new Date().toISOString() as Instant)

describe('the real server', () => {
  it('takes over what a person whose access has ended had not sent, and an officer reads it', async () => {
    const { disk, at, desk, door, person } = await atWork(people.editor)
    at.network.on = false
    await desk.save([{ sheet, cell: 'closed' as CellKey, value: amount(3) }])
    await desk.keepDraft({ sheet, cell: 'open' as CellKey, field: 'value', text: '12a' })
    await end(person)
    at.network.on = true
    await desk.sync()
    await vi.waitFor(() => expect(desk.state().status).toMatchObject({ stopped: 'left', handedOver: 2 }), soon)
    await vi.waitFor(async () => expect(await databases(disk)).toEqual(['fieldfare-people']), soon)
    expect(await door.people()).toEqual([])
    const officer = browser()
    const office = openDoor({ ...platformOn(newDisk()), fetch: officer.fetching, origin })
    expect(await office.signIn(people.officer.email, people.officer.password)).toMatchObject({ ok: true })
    const listed = surrenderedSchema.parse(await (await officer.fetching(`${origin}/api/surrendered`)).json())
    expect(listed.changes.toSorted((a, b) => ((a.cell ?? '') < (b.cell ?? '') ? -1 : 1))).toMatchObject([
      { person: { id: person }, sheet, cell: 'closed', value: amount(3) },
      { person: { id: person }, sheet, cell: 'open', value: { type: 'text', paragraphs: ['12a'] } },
    ])
  })

  it('has a device that was reported lost deleted, at work or locked', async () => {
    const { disk, desk, person } = await atWork(people.lead)
    const { device } = (await desk.diagnostics().then(async file => JSON.parse(await file.text()))).counters
    await server.storage.reportLost(device, new Date().toISOString() as Instant)
    await desk.sync()
    await vi.waitFor(() => expect(desk.state().status.stopped).toBe('lost'), soon)
    await vi.waitFor(async () => expect(await databases(disk)).toEqual(['fieldfare-people']), soon)

    const locked = await atWork(people.worker)
    const file = JSON.parse(await (await locked.desk.diagnostics()).text())
    locked.desk.lock()
    await server.storage.reportLost(file.counters.device, new Date().toISOString() as Instant)
    expect(await locked.door.standing()).toMatchObject([{ person: { id: locked.person }, standing: 'deleted' }])
    expect(await databases(locked.disk)).toEqual(['fieldfare-people'])
    expect(person).not.toBe(locked.person)
  })
})
