/** The server's side of one session, behind `fetch`: it ends after so long without a person, and after so long at all. */
import type { PersonId } from '../../../src/domain/ids.ts'
import { personHeader } from '../../../src/protocol/person-header.ts'
import type { ProblemCode } from '../../../src/protocol/problems.ts'

export const minute = 60_000
export const hour = 60 * minute
export const person = 'person-1' as PersonId

export class SessionServer {
  /** What was asked, in order. */
  asked: string[] = []
  reachable = true
  /** By how much the device's clock is ahead of this one, in milliseconds. */
  deviceAhead = 0
  whose: string = person
  idle = hour
  limit = 12 * hour
  #begun: number
  #active: number
  #ended = false
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
    this.#begun = this.#here()
    this.#active = this.#here()
  }

  #here(): number {
    return this.#now() - this.deviceAhead
  }

  signIn(whose: string = person): void {
    this.whose = whose
    this.#begun = this.#here()
    this.#active = this.#here()
    this.#ended = false
  }

  /** Another tab, or another device, tells of somebody at work. */
  otherTab(): void {
    this.#active = this.#here()
  }

  end(): void {
    this.#ended = true
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    this.asked.push(`${init?.method ?? 'GET'} ${pathname}`)
    if (!this.reachable) throw new TypeError('no network')
    const now = this.#here()
    const over = now >= Math.min(this.#active + this.idle, this.#begun + this.limit)
    if (this.#ended || over) return problem('not-signed-in', 401)
    if (new Headers(init?.headers).get(personHeader) !== this.whose) return problem('wrong-person', 409)
    if (pathname === '/api/session/active') this.#active = now
    return Response.json({
      idleEndsAt: new Date(this.#active + this.idle).toISOString(),
      endsAt: new Date(this.#begun + this.limit).toISOString(),
      now: new Date(now).toISOString(),
    })
  }
}

const problem = (code: ProblemCode, status: number): Response =>
  Response.json({ type: `urn:fieldfare:problem:${code}`, title: code, status, code }, { status })
