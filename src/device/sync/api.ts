/**
 * The only HTTP client. Every answer is read by its schema; a problem (RFC 9457), a network that fails and a server
 * that does not answer in time come back as values, never as exceptions.
 */
import type * as z from 'zod/mini'
import type { CellKey, DeviceId, PersonId, SheetId } from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'
import type { PullRequest, PushRequest } from '../../protocol/exchange.ts'
import { personHeader } from '../../protocol/person-header.ts'
import type { Refusal } from '../desk.ts'
import { fetchPart, type PartOptions } from './app-part.ts'

/** What answers are read by: fetched with the first question, for opening a sheet needs none of it. */
type Reading = typeof import('./reading.ts')

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly refusal: Refusal
      /** `sequence-gap`: the number the server expects next. */
      readonly expected?: number
      /** Seconds the server asked to wait. */
      readonly retryAfter?: number
    }

/** `origin`: '' in the page itself. `timeout`: milliseconds to wait for an answer. */
export interface ApiOptions extends PartOptions {
  /** As whom everything is asked: another person's session answers `wrong-person`. */
  readonly person?: PersonId
}

interface Request {
  readonly method: 'GET' | 'POST'
  readonly body?: unknown
  readonly compress?: boolean
  /** Of the time that is waited for an answer. */
  readonly factor?: number
}

export type Api = ReturnType<typeof createApi>

/** Bodies above this many characters are compressed. */
const compressAbove = 1_000

export function createApi(options: ApiOptions) {
  const named = options.person === undefined ? {} : { [personHeader]: options.person }
  let fetched: Reading | undefined
  /** The text of a good answer, and what to read it by. */
  async function send(path: string, init: Request): Promise<Answer<{ readonly text: string; readonly by: Reading }>> {
    const timeout = options.timeout * (init.factor ?? 1)
    if (fetched === undefined) {
      // Nothing is sent before its answer can be read.
      const part = await fetchPart(() => import('./reading.ts'), { ...options, timeout })
      if (!part.ok) return part
      fetched = part.value
    }
    const by = fetched
    let response: Response
    let text: string
    try {
      response = await options.fetch(options.origin + path, {
        method: init.method,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(timeout),
        ...(await bodyOf(init.body, init.compress ?? false, named)),
      })
      text = await response.text()
    } catch {
      // Whatever a fetch throws (no network, aborted, cut off in the middle) means: not known to have arrived.
      return { ok: false, refusal: { type: options.isOnline() ? 'server-down' : 'offline' } }
    }
    return response.ok ? { ok: true, value: { text, by } } : refused(response, text, by)
  }

  async function ask<S extends z.ZodMiniType>(
    schemaOf: (by: Reading) => S,
    path: string,
    init: Request,
  ): Promise<Answer<z.output<S>>> {
    const sent = await send(path, init)
    if (!sent.ok) return sent
    const { text, by } = sent.value
    const read = schemaOf(by).safeParse(by.jsonOf(text))
    // A 200 that is not ours: a captive portal, or a proxy in the way.
    return read.success ? { ok: true, value: read.data } : { ok: false, refusal: { type: 'server-down' } }
  }

  const get = <S extends z.ZodMiniType>(schemaOf: (by: Reading) => S, path: string) =>
    ask(schemaOf, path, { method: 'GET' })
  const post = <S extends z.ZodMiniType>(schemaOf: (by: Reading) => S, path: string, body: unknown) =>
    ask(schemaOf, path, { method: 'POST', body })

  return {
    // Asked at every start: a server that hangs must not hold up opening the app.
    installation: () => ask(by => by.installationSchema, '/api/installation', { method: 'GET', factor: 0.2 }),
    me: () => get(by => by.meSchema, '/api/me'),
    /** A wrong e-mail address or password is answered as `wrong-password`. */
    signIn: (email: string, password: string) =>
      post(by => by.anything, '/api/auth/sign-in/email', { email, password }),
    signOut: () => post(by => by.anything, '/api/auth/sign-out', {}),
    registerDevice: () => post(by => by.deviceAnswerSchema, '/api/devices', {}),
    push: (request: PushRequest) =>
      ask(by => by.pushAnswerSchema, '/api/push', { method: 'POST', body: request, compress: true }),
    // A first download over a slow line takes its time.
    pull: (request: PullRequest) =>
      ask(by => by.pullAnswerSchema, '/api/pull', { method: 'POST', body: request, factor: 4 }),
    reference: (hashes: readonly string[]) =>
      ask(by => by.referenceAnswerSchema, '/api/reference', { method: 'POST', body: { hashes }, factor: 4 }),
    board: (period: Period) => get(by => by.boardSchema, `/api/board?period=${encodeURIComponent(period)}`),
    returnView: (sheet: SheetId) => get(by => by.returnViewSchema, `/api/returns/${sheet}`),
    surrendered: () => get(by => by.surrenderedSchema, '/api/surrendered'),
    /** What only officers' pages ask for, by the schemas that come with them: not for opening a sheet. */
    read: <S extends z.ZodMiniType>(schema: S, path: string) => get(() => schema, path),
    /** The same for what is asked of accounts and people, and written there. */
    write: <S extends z.ZodMiniType>(schema: S, path: string, body: unknown) => post(() => schema, path, body),
    /** The text of a file, whose making may take its time. */
    text: async (path: string): Promise<Answer<string>> => {
      const sent = await send(path, { method: 'GET', factor: 8 })
      return sent.ok ? { ok: true, value: sent.value.text } : sent
    },
    /** With the device secret alone: how the person and this device of hers stand. */
    standing: (device: DeviceId) => post(by => by.standingAnswerSchema, '/api/standing', { device }),
    /** With the device secret alone: at most 1,000 operations, kept for an officer. */
    surrender: (device: DeviceId, operations: readonly unknown[]) =>
      ask(by => by.surrenderAnswerSchema, '/api/surrender', {
        method: 'POST',
        body: { device, operations },
        compress: true,
      }),
    /** She is typing in this cell: a hint for the others. */
    writing: (sheet: SheetId, cell: CellKey) => post(by => by.anything, '/api/writing', { sheet, cell }),
    /** What the stream tells of others who are typing. undefined: not ours, or of a newer server. */
    writingHeard: (data: string) => fetched?.writingEventOf(data),
    eventsAddress: `${options.origin}/api/events`,
  }
}

async function bodyOf(body: unknown, compress: boolean, named: Readonly<Record<string, string>>): Promise<RequestInit> {
  if (body === undefined) return { headers: named }
  const text = JSON.stringify(body)
  const headers = { ...named, 'content-type': 'application/json' }
  if (!compress || text.length <= compressAbove || typeof CompressionStream === 'undefined')
    return { headers, body: text }
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return { headers: { ...headers, 'content-encoding': 'gzip' }, body: await new Response(packed).arrayBuffer() }
}

function refused(response: Response, text: string, by: Reading): Answer<never> {
  const wait = Number(response.headers.get('retry-after'))
  const retry = Number.isFinite(wait) && wait > 0 ? { retryAfter: wait } : {}
  const problem = by.problemSchema.safeParse(by.jsonOf(text))
  if (problem.success) {
    const { code, expected } = problem.data
    return { ok: false, refusal: { type: 'problem', code }, ...retry, ...(expected === undefined ? {} : { expected }) }
  }
  // Not our server's own words: something between, or a server that is starting or stopping.
  if (response.status === 401) return { ok: false, refusal: { type: 'problem', code: 'not-signed-in' }, ...retry }
  if (response.status === 429) return { ok: false, refusal: { type: 'problem', code: 'too-many-tries' }, ...retry }
  return { ok: false, refusal: { type: 'server-down' }, ...retry }
}
