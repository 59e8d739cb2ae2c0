/** People are asked of the server as the person whose page it is, and nobody else. */
import { describe, expect, it } from 'vitest'
import { peopleOnline } from '../../../src/device/online/people.ts'
import type { ContractId, DeviceId, IsoDate, PersonId } from '../../../src/domain/ids.ts'
import type { People } from '../../../src/protocol/people.ts'
import { personHeader } from '../../../src/protocol/person-header.ts'

const me = 'lead-1' as PersonId
const her = 'worker-1' as PersonId
const list: People = { people: [], contracts: [], rolesGiven: ['field-worker'] }

interface Sent {
  readonly method: string
  readonly path: string
  readonly as: string | null
  readonly body: unknown
}

function serverSaying(body: unknown, status = 200) {
  const sent: Sent[] = []
  const online = peopleOnline(me, {
    isOnline: () => true,
    fetch: async (input, init) => {
      const text = typeof init?.body === 'string' ? init.body : 'null'
      const as = new Headers(init?.headers).get(personHeader)
      sent.push({ method: init?.method ?? '', path: String(input), as, body: JSON.parse(text) as unknown })
      return new Response(JSON.stringify(body), { status })
    },
  })
  return { sent, online }
}

describe('people, of the server', () => {
  it('names on every request as whom it is asked', async () => {
    const { sent, online } = serverSaying(list)
    expect(await online.people()).toEqual({ ok: true, value: list })
    await online.endAccess(her)
    await online.changeAccess(her, { role: 'field-worker', contracts: [], services: [] })
    expect(sent.map(one => one.as)).toEqual([me, me, me])
    expect(sent.map(one => `${one.method} ${one.path}`)).toEqual([
      'GET /api/people',
      'POST /api/people/worker-1/end',
      'POST /api/people/worker-1/access',
    ])
  })

  it("another person's session is told as that", async () => {
    const problem = { type: 'about:blank', title: '', status: 409, code: 'wrong-person' }
    const { online } = serverSaying(problem, 409)
    const refused = { ok: false, refusal: { type: 'problem', code: 'wrong-person' } }
    expect(await online.people()).toEqual(refused)
    expect(await online.devices(her)).toEqual(refused)
  })

  it('sends days and devices in the body, never in an address', async () => {
    const { sent, online } = serverSaying({ code: 'ABCD2345', endsAt: '2017-07-11T13:02:00.000Z' })
    expect(await online.code(her)).toEqual({
      ok: true,
      value: { code: 'ABCD2345', endsAt: '2017-07-11T13:02:00.000Z' },
    })
    const days = { contract: 'c' as ContractId, from: '2017-07-11' as IsoDate, to: '2017-07-31' as IsoDate }
    await online.nameStandIn(her, days)
    await online.endStandIn(her, 's1')
    await online.deviceLost(her, '0190a0a0-0000-4000-8000-000000000001' as DeviceId)
    expect(sent.slice(1).map(({ path, body }) => [path, body])).toEqual([
      ['/api/people/worker-1/stand-ins', days],
      ['/api/people/worker-1/stand-ins/end', { standIn: 's1' }],
      ['/api/people/worker-1/devices/lost', { device: '0190a0a0-0000-4000-8000-000000000001' }],
    ])
  })

  it('takes nothing for an answer that is not one', async () => {
    const { online } = serverSaying({ hello: 'from a captive portal' })
    expect(await online.people()).toEqual({ ok: false, refusal: { type: 'server-down' } })
  })
})
