import { describe, expect, it } from 'vitest'
import { accountOnline, wayBack } from '../../../src/device/online/account.ts'
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts'
import { personHeader } from '../../../src/protocol/person-header.ts'

const person = 'person-1' as PersonId
const device = '0190a0a0-0000-7000-8000-000000000001' as DeviceId

/** What was asked, as whom, with which body, of a server that answers so. */
function server(answer: () => Response) {
  const asked: { readonly what: string; readonly whose: string | null; readonly body: unknown }[] = []
  const options = {
    origin: 'http://localhost',
    isOnline: () => true,
    fetch: (async (input, init) => {
      const { pathname, search } = new URL(String(input))
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
      const whose = new Headers(init?.headers).get(personHeader)
      asked.push({ what: `${init?.method} ${pathname}${search}`, whose, body })
      return answer()
    }) satisfies typeof fetch,
  }
  return { options, asked }
}

describe('her account, asked of the server', () => {
  it('asks everything as her, with every secret in a body', async () => {
    const { options, asked } = server(() => Response.json({}))
    const account = accountOnline(person, options)
    await account.changePassword('four small words', 'nine otters under a bridge')
    await account.endSession('there')
    await account.reportLost(device)
    await account.signOutEverywhere()
    expect(asked).toEqual([
      {
        what: 'POST /api/account/password',
        whose: person,
        body: { present: 'four small words', next: 'nine otters under a bridge' },
      },
      { what: 'POST /api/account/sessions/end', whose: person, body: { session: 'there' } },
      { what: 'POST /api/account/devices/lost', whose: person, body: { device } },
      { what: 'POST /api/account/sign-out-everywhere', whose: person, body: {} },
    ])
  })

  it('takes an answer that is no account for a server that does not answer', async () => {
    const { options } = server(() => Response.json({ sessions: 'all of them' }))
    expect(await accountOnline(person, options).read()).toEqual({ ok: false, refusal: { type: 'server-down' } })
  })

  it('hands on that somebody else is signed in by now', async () => {
    const problem = { type: 'urn:x', title: 'x', status: 409, code: 'wrong-person' }
    const { options } = server(() => Response.json(problem, { status: 409 }))
    expect(await accountOnline(person, options).read()).toEqual({
      ok: false,
      refusal: { type: 'problem', code: 'wrong-person' },
    })
  })
})

describe('the way back in', () => {
  it('names nobody, and keeps the secret of the link out of the address', async () => {
    const { options, asked } = server(() => Response.json({}))
    const back = wayBack(options)
    await back.forgotten('editor@helper.example')
    await back.reset('a-secret', 'nine otters under a bridge')
    expect(asked).toEqual([
      { what: 'POST /api/auth/forgotten', whose: null, body: { email: 'editor@helper.example' } },
      {
        what: 'POST /api/auth/reset',
        whose: null,
        body: { token: 'a-secret', password: 'nine otters under a bridge' },
      },
    ])
  })
})
