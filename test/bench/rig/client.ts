/** Devices over plain HTTP with connections kept open: as little work of their own as can be. */
import { Agent, request } from 'node:http'
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts'
import { pushAnswerSchema } from '../../../src/protocol/exchange.ts'
import type { Author } from './returns.ts'
import { password } from './server.ts'

const opened = (): Agent => new Agent({ keepAlive: true, maxSockets: 400 })
let agent = opened()

/** Ends every connection: the process can end. */
export const hangUp = (): void => agent.destroy()

/** So many connections, open and answered: what follows is not of connecting, nor on one that has been idle too long. */
export async function dialUp(url: string, connections: number): Promise<void> {
  agent.destroy()
  agent = opened()
  await Promise.all(Array.from({ length: connections }, () => send(url, '/healthz', '', undefined)))
}

interface Answered {
  readonly status: number
  readonly body: Buffer
  readonly cookies: readonly string[]
}

/** One request. Rejects when it gets no answer. */
export function send(
  url: string,
  path: string,
  cookie: string,
  body: Buffer | undefined,
  packed = false,
): Promise<Answered> {
  return new Promise((done, failed) => {
    const asked = request(
      `${url}${path}`,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          origin: url,
          cookie,
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
          ...(packed ? { 'content-encoding': 'gzip' } : {}),
        },
      },
      answer => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', failed)
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(parts),
            cookies: answer.headers['set-cookie'] ?? [],
          }),
        )
      },
    )
    asked.on('error', failed)
    asked.end(body)
  })
}

export interface Person {
  readonly id: PersonId
  readonly cookie: string
}

export async function signIn(url: string, who: { readonly id: string; readonly email: string }): Promise<Person> {
  const body = Buffer.from(JSON.stringify({ email: who.email, password }))
  const answer = await send(url, '/api/auth/sign-in/email', '', body)
  if (answer.status !== 200) throw new Error(`Signing in was answered ${answer.status}: ${answer.body.toString()}`)
  return { id: who.id as PersonId, cookie: answer.cookies.map(each => each.split(';')[0]).join('; ') }
}

export async function registerDevice(url: string, person: Person): Promise<Author> {
  const answer = await send(url, '/api/devices', person.cookie, Buffer.from('{}'))
  if (answer.status !== 200) throw new Error(`Registering was answered ${answer.status}: ${answer.body.toString()}`)
  const { device }: { readonly device: DeviceId } = JSON.parse(answer.body.toString())
  return { person: person.id, device }
}

export interface Push {
  readonly cookie: string
  readonly body: Buffer
  readonly operations: number
}

/** Sends it and gives the milliseconds until its receipt; `check` afterwards, so that reading it costs no time. */
export async function push(
  url: string,
  one: Push,
): Promise<{ readonly milliseconds: number; readonly answer: Buffer }> {
  const began = performance.now()
  const answer = await send(url, '/api/push', one.cookie, one.body, true)
  if (answer.status !== 200) throw new Error(`A push was answered ${answer.status}: ${answer.body.toString()}`)
  return { milliseconds: performance.now() - began, answer: answer.body }
}

/** Throws unless every operation of it was applied. */
export function allApplied(one: Push, answer: Buffer): void {
  const { outcomes } = pushAnswerSchema.parse(JSON.parse(answer.toString()))
  const other = outcomes.find(outcome => outcome.outcome !== 'applied')
  if (outcomes.length !== one.operations || other)
    throw new Error(`Not everything was applied: ${outcomes.length} of ${one.operations}, ${JSON.stringify(other)}`)
}
