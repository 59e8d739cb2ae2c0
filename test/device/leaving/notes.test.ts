/** An officer's meeting notes with the real server: handed over when her access ends, gone when the device is lost. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Door } from '../../../src/device/desk.ts'
import { openDoor } from '../../../src/device/door/door.ts'
import { type Instant, noteCell, type SheetId } from '../../../src/domain/ids.ts'
import { people } from '../../server/small-county.ts'
import { type ServedCounty, servedCounty } from '../served-county.ts'
import { newDisk, passphrase, platformOn } from '../simulated-device.ts'

let at: ServedCounty
beforeAll(async () => {
  at = await servedCounty()
})
afterAll(() => at.close())

const soon = { interval: 5, timeout: 5_000 }
const sheet = 'su-helper-2016/east-a--internal/2017-06' as SheetId
const note = (text: string) => ({ type: 'note', meeting: 'm1', text }) as const

function browser() {
  const cookies = new Map<string, string>()
  const network = { on: true }
  const fetching: typeof fetch = async (input, init) => {
    if (!network.on) throw new TypeError('Failed to fetch')
    const headers = new Headers(init?.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('origin', at.origin)
    const response = await fetch(input, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    return response
  }
  return { fetching, network }
}

async function officerAtWork() {
  const disk = newDisk()
  const { fetching, network } = browser()
  const door: Door = openDoor({
    ...platformOn(disk),
    fetch: fetching,
    origin: at.origin,
    isOnline: () => network.on,
  })
  const signed = await door.signIn(people.officer.email, people.officer.password)
  if (!signed.ok) throw new Error(JSON.stringify(signed.refusal))
  const made = await door.createVault(signed.me, passphrase)
  if (!made.ok) throw new Error(made.because)
  await made.desk.sync()
  const databases = async () => (await disk.indexedDB.databases()).map(each => each.name).sort()
  return { door, desk: made.desk, network, fetching, databases, person: signed.me.person.id }
}

it('N-L1 a device that was reported lost loses the notes, unopened', async () => {
  const { desk, databases } = await officerAtWork()
  await desk.save([{ sheet, cell: noteCell('lost'), value: note('Received') }])
  await desk.sync()
  const { device } = (await desk.diagnostics().then(async file => JSON.parse(await file.text()))).counters
  await at.server.storage.reportLost(device, new Date().toISOString() as Instant)
  await desk.sync()
  await vi.waitFor(() => expect(desk.state().status.stopped).toBe('lost'), soon)
  await vi.waitFor(async () => expect(await databases()).toEqual(['fieldfare-people']), soon)
})

it('N-L2 what she had not sent when her access ended is handed over, and deleted here', async () => {
  const { door, desk, network, databases, person } = await officerAtWork()
  network.on = false
  await desk.save([{ sheet, cell: noteCell('n1'), value: note('Never sent') }])
  await at.server.storage.endAccess(person, new Date().toISOString() as Instant)
  network.on = true
  await desk.sync()
  await vi.waitFor(() => expect(desk.state().status).toMatchObject({ stopped: 'left', handedOver: 1 }), soon)
  await vi.waitFor(async () => expect(await databases()).toEqual(['fieldfare-people']), soon)
  expect(await door.people()).toEqual([])
  const kept = await at.server.storage.surrendered()
  expect(kept.map(one => JSON.parse(one.body))).toMatchObject([{ sheet, cell: 'note/n1', value: note('Never sent') }])
})
