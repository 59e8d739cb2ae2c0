import { describe, expect, it } from 'vitest'
import { officeRecord } from '../../../src/device/door/office-record.ts'
import { createApi } from '../../../src/device/sync/api.ts'
import type { ContractId, IsoDate, PlaceId, SheetId } from '../../../src/domain/ids.ts'
import { period } from '../../../src/domain/time/period.ts'

/** A record read through the real client, from a server that answers so; and the addresses that were asked. */
function asking(answer: () => Response) {
  const asked: string[] = []
  const api = createApi({
    fetch: async input => {
      asked.push(String(input))
      return answer()
    },
    origin: 'http://localhost',
    isOnline: () => true,
    timeout: 5_000,
  })
  return { record: officeRecord(api), asked }
}

const filter = {
  contract: 'su-helper-2016' as ContractId,
  place: 'east-a' as PlaceId,
  period: period('2017-06'),
  day: '2017-07-11' as IsoDate,
}
const page = { entries: [], next: 7, contracts: [], people: [] }

describe('an officer’s record', () => {
  it('is asked for with what is chosen and where to go on, and nothing else', async () => {
    const { record, asked } = asking(() => Response.json(page))
    expect(await record.record(filter, 50)).toEqual({ ok: true, value: page })
    await record.record({}, null)
    expect(asked).toEqual([
      'http://localhost/api/record?contract=su-helper-2016&place=east-a&period=2017-06&day=2017-07-11&before=50',
      'http://localhost/api/record',
    ])
  })

  it('tells the changes of a return', async () => {
    const { record, asked } = asking(() => Response.json({ changes: [], next: null }))
    expect(await record.returnChanges('su-helper-2016/east-a/2017-06' as SheetId, 101)).toEqual({
      ok: true,
      value: { changes: [], next: null },
    })
    expect(asked).toEqual(['http://localhost/api/returns/su-helper-2016/east-a/2017-06/changes?before=101'])
  })

  it('takes a page that is not our file for a server that does not answer, and hands on a refusal', async () => {
    const file = '\uFEFFnumber,when (UTC)\r\n'
    expect(await asking(() => new Response(file)).record.recordCsv(filter)).toEqual({
      ok: true,
      value: 'number,when (UTC)\r\n',
    })
    const portal = asking(() => new Response('<html>Sign in to the wireless network</html>'))
    expect(await portal.record.recordCsv({})).toEqual({ ok: false, refusal: { type: 'server-down' } })
    const ended = asking(() => new Response('', { status: 401 }))
    expect(await ended.record.recordCsv({})).toMatchObject({ ok: false, refusal: { code: 'not-signed-in' } })
  })
})
