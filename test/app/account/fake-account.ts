/** An account in memory that answers as the server does, and keeps what it was asked. */
import type { AccountOnline, WayBack } from '../../../src/device/online/account.ts'
import type { Answer } from '../../../src/device/sync/api.ts'
import type { DeviceId, Instant } from '../../../src/domain/ids.ts'
import type { Account } from '../../../src/protocol/account.ts'
import type { ProblemCode } from '../../../src/protocol/problems.ts'

export const at = (text: string): Instant => text as Instant
export const tablet = '0190a0a0-0000-7000-8000-000000000001' as DeviceId
export const laptop = '0190a0a0-0000-7000-8000-000000000002' as DeviceId

export const twoOfEach: Account = {
  sessions: [
    {
      id: 'here',
      browser: 'Chrome on Windows',
      begun: at('2017-07-11T07:00:00.000Z'),
      lastActive: at('2017-07-11T13:00:00.000Z'),
      own: true,
    },
    {
      id: 'there',
      browser: 'Safari on iPad',
      begun: at('2017-07-10T07:00:00.000Z'),
      lastActive: at('2017-07-10T16:30:00.000Z'),
      own: false,
    },
  ],
  devices: [
    {
      device: laptop,
      browser: 'Chrome on Windows',
      registered: at('2017-07-01T07:00:00.000Z'),
      lastSeen: at('2017-07-11T13:00:00.000Z'),
      lost: null,
      own: true,
    },
    {
      device: tablet,
      browser: 'Safari on iPad',
      registered: at('2017-06-01T07:00:00.000Z'),
      lastSeen: null,
      lost: null,
      own: false,
    },
  ],
}

const yes = { ok: true, value: {} } as const
const no = (code: ProblemCode) => ({ ok: false, refusal: { type: 'problem', code } }) as const

export class FakeAccount implements AccountOnline {
  account: Account = twoOfEach
  /** Instead of what would be answered. */
  refuses: Answer<never> | undefined
  password = 'four small words'
  readonly done: string[] = []

  async read(): Promise<Answer<Account>> {
    return this.refuses ?? { ok: true, value: this.account }
  }
  async changePassword(present: string, next: string) {
    if (this.refuses) return this.refuses
    if (present !== this.password) return no('wrong-password')
    if (next.length < 12) return no('password-too-short')
    this.password = next
    return yes
  }
  async endSession(session: string) {
    if (this.refuses) return this.refuses
    this.done.push(`ended ${session}`)
    this.account = { ...this.account, sessions: this.account.sessions.filter(one => one.id !== session) }
    return yes
  }
  async reportLost(device: DeviceId) {
    if (this.refuses) return this.refuses
    this.done.push(`lost ${device}`)
    const lost = at('2017-07-11T13:05:00.000Z')
    const devices = this.account.devices.map(one => (one.device === device ? { ...one, lost } : one))
    this.account = { ...this.account, devices }
    return yes
  }
  async signOutEverywhere() {
    if (this.refuses) return this.refuses
    this.done.push('signed out')
    return yes
  }
}

export class FakeWayBack implements WayBack {
  refuses: Answer<never> | undefined
  readonly asked: string[] = []
  readonly set: { readonly secret: string; readonly password: string }[] = []

  async forgotten(email: string) {
    this.asked.push(email)
    return this.refuses ?? yes
  }
  async reset(secret: string, password: string) {
    if (this.refuses) return this.refuses
    if (password.length < 12) return no('password-too-short')
    this.set.push({ secret, password })
    return yes
  }
}
