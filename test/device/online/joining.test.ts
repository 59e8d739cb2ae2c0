import { describe, expect, it } from 'vitest'
import { openJoining } from '../../../src/device/online/joining.ts'

const token = 'Zq3-8_kLmN0pQrStUvWxYzAbCdEfGhIjKlMnOpQrStU'
const password = 'seven kettles under snow'

interface Asked {
  readonly address: string
  readonly method: string | undefined
  readonly body: unknown
}

/** A network that gives one answer and writes down what it was asked. */
function joiningAt(answer: Response | 'no network', online = true) {
  const asked: Asked[] = []
  const joining = openJoining({
    isOnline: () => online,
    fetch: async (input, init) => {
      asked.push({ address: String(input), method: init?.method, body: JSON.parse(String(init?.body ?? 'null')) })
      if (answer === 'no network') throw new TypeError('no network')
      return answer
    },
  })
  return { joining, asked }
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const problem = (code: string, status: number) => json({ type: `urn:${code}`, title: code, status, code }, status)

describe('the first day, asked of the server', () => {
  it('sends every secret in a body and never in an address', async () => {
    const invitation = { name: 'Field worker', email: 'w@helper.example', by: null, endsAt: '2017-07-18T08:10:00.000Z' }
    const opened = joiningAt(json(invitation))
    expect(await opened.joining.invitation(token)).toEqual({ ok: true, value: invitation })
    expect(opened.asked).toEqual([{ address: '/api/auth/invitation', method: 'POST', body: { token } }])
    for (const request of [
      { token, password },
      { email: 'w@helper.example', code: '4KTM9PXR', password },
    ]) {
      const accepted = joiningAt(json({ email: 'w@helper.example' }))
      expect(await accepted.joining.accept(request)).toEqual({ ok: true, value: { email: 'w@helper.example' } })
      expect(accepted.asked).toEqual([{ address: '/api/auth/invitation/accept', method: 'POST', body: request }])
    }
  })

  it('gives a refusal as a value: the server’s own, no network, no server, and a page that is not ours', async () => {
    const refusal = async (answer: Response | 'no network', online = true) => {
      const given = await joiningAt(answer, online).joining.accept({ token, password })
      return given.ok ? undefined : given.refusal
    }
    expect(await refusal(problem('password-predictable', 422))).toEqual({
      type: 'problem',
      code: 'password-predictable',
    })
    expect(await refusal(problem('not-found', 404))).toEqual({ type: 'problem', code: 'not-found' })
    expect(await refusal('no network', false)).toEqual({ type: 'offline' })
    expect(await refusal('no network')).toEqual({ type: 'server-down' })
    expect(await refusal(new Response('<html>Sign in to the wireless network</html>'))).toEqual({ type: 'server-down' })
  })

  it('says who is signed in, and nobody where it cannot be told', async () => {
    const person = { id: 'person-1', name: 'Provider lead', email: 'lead@helper.example', role: 'provider-lead' }
    expect(await joiningAt(json({ person, scopes: [] })).joining.signedIn()).toEqual(person)
    expect(await joiningAt(problem('not-signed-in', 401)).joining.signedIn()).toBeUndefined()
    expect(await joiningAt('no network', false).joining.signedIn()).toBeUndefined()
  })
})
