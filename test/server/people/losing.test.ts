/** Devices of somebody else: whoever answers for her wholly sees them and reports one lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personDevicesSchema } from '../../../src/protocol/people.ts'
import type { Browser } from '../test-server.ts'
import { PeopleCounty, post, staff } from './people-county.ts'

let county: PeopleCounty
let lead: Browser
beforeAll(async () => {
  county = await PeopleCounty.open()
  lead = await county.signIn('lead')
})
afterAll(() => county.close())

const devices = async (browser: Browser, of: Browser) =>
  personDevicesSchema.parse((await browser.get(`/api/people/${of.id}/devices`)).json()).devices

describe('the devices of somebody else', () => {
  it('are seen, and one of them is reported lost once, by who manages her: it gives and takes nothing any more', async () => {
    const editor = await county.signIn('editor')
    const tablet = await county.signIn('editor')
    expect((await devices(lead, editor)).map(each => each.device)).toEqual([tablet.device, editor.device])
    const url = `/api/people/${editor.id}/devices/lost`
    expect(await post(lead, url, { device: tablet.device })).toBe('ok')
    expect(await post(lead, url, { device: tablet.device })).toBe('ok')
    expect((await devices(lead, editor)).map(each => each.lost !== null)).toEqual([true, false])
    // Every session of hers: a cookie taken out of the tablet tells nobody which device it was on.
    for (const browser of [tablet, editor]) expect((await browser.get('/api/me')).json().code).toBe('not-signed-in')
    const standing = async (browser: Browser) =>
      (await browser.post('/api/standing', { device: browser.device })).json().standing
    expect([await standing(tablet), await standing(editor)]).toEqual(['lost', 'here'])
    const reported = await county.at.server.storage.accounts.db
      .selectFrom('record')
      .selectAll()
      .where('what', '=', 'device-reported-lost')
      .execute()
    expect(reported.map(each => each.person_name)).toEqual([staff.lead.name])
    const letters = await county.letters(staff.editor.email)
    expect(letters.filter(subject => /reported lost/.test(subject))).toHaveLength(1)
  })

  it('are neither seen nor lost through another person, nor of somebody who works elsewhere too', async () => {
    const worker = await county.signIn('worker')
    const both = await county.signIn('both')
    const editor = await county.signIn('editor')
    expect(await post(lead, `/api/people/${editor.id}/devices/lost`, { device: worker.device })).toBe('not-found')
    expect(await post(lead, `/api/people/${both.id}/devices/lost`, { device: both.device })).toBe('only-administrator')
    expect((await lead.get(`/api/people/${both.id}/devices`)).json().code).toBe('only-administrator')
    expect((await worker.get('/api/me')).statusCode).toBe(200)
    const administrator = await county.signIn('administrator')
    expect(await devices(administrator, both)).toHaveLength(1)
    expect(await post(administrator, `/api/people/${both.id}/devices/lost`, { device: both.device })).toBe('ok')
  })
})
