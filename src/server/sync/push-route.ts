/** The route of a push. Its body is unpacked and read here, so that what nobody can read is kept, not lost. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Instant } from '../../domain/ids.ts'
import { pushAnswerSchema, pushRequestSchema } from '../../protocol/exchange.ts'
import { deviceSecretIn } from '../accounts/devices/devices.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import { bodyLimit } from '../http/security.ts'
import { type Reference, sha256 } from '../reference.ts'
import { touchAt } from '../storage/session-rows.ts'
import type { SetAside, Storage } from '../storage/storage.ts'
import { mostBytesSetAside } from './decide/arrival.ts'
import type { Pokes } from './pokes.ts'
import { push } from './push.ts'

interface PushRoute {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly pokes: Pokes
  readonly now: () => Instant
  /** The receipt clock. */
  readonly received: () => Instant
}

export async function pushRoute(plain: FastifyInstance, context: PushRoute): Promise<void> {
  const { storage, reference, pokes, now, received } = context
  const bytesOf = readBodiesAsBytes(plain)
  plain.withTypeProvider<ZodTypeProvider>().post(
    '/api/push',
    {
      config: { access: 'signed-in' },
      decompress: false,
      attachValidation: true,
      schema: { body: pushRequestSchema, response: { 200: pushAnswerSchema } },
    },
    async request => {
      if (request.validationError) {
        await keepUnreadable(request, bytesOf(request), storage, received)
        throw request.validationError
      }
      const pushed = await push(storage, reference, callerIn(request).access, request.body, received)
      if (pushed.type === 'problem')
        throw new ProblemError(pushed.code, pushed.expected === undefined ? {} : { expected: pushed.expected })
      // Only what brings something of hers is her doing something: a device also pushes to ask whether it is up to date.
      if (request.body.operations.length > 0) await touchAt(storage.accounts.db, callerIn(request).session, now())
      pokes.poke(pushed.touched).catch(error => request.log.error({ err: error }, 'pokes failed'))
      return pushed.answer
    },
  )
}

/** Every body becomes the JSON it holds, or undefined, which fits no schema; its bytes are remembered as they came. */
function readBodiesAsBytes(plain: FastifyInstance): (request: FastifyRequest) => Buffer | undefined {
  const received = new WeakMap<FastifyRequest, Buffer>()
  plain.removeAllContentTypeParsers()
  plain.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      received.set(request, bytes)
      const text = await unpacked(bytes, request.headers['content-encoding'])
      return text && parsed(text)
    },
  )
  plain.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    received.set(request, bytes)
    return undefined
  })
  return request => received.get(request)
}

const unzip = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)

/** undefined: packed in a way nobody asked for, cut short, or not packed at all. Throws `too-large` for a bomb. */
async function unpacked(bytes: Buffer, encoding: string | undefined): Promise<Buffer | undefined> {
  if (encoding === undefined || encoding === 'identity') return bytes
  if (encoding !== 'gzip') return undefined
  try {
    return await unzip(bytes, { maxOutputLength: bodyLimit })
  } catch (error) {
    if (error instanceof RangeError) throw new ProblemError('too-large')
    return undefined
  }
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString())
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Where the browser shows the secret of a device of hers. The same thing sent again is kept once. */
async function keepUnreadable(
  request: FastifyRequest,
  bytes: Buffer | undefined,
  storage: Storage,
  received: () => Instant,
): Promise<void> {
  const secret = deviceSecretIn(request.cookies)
  if (secret === undefined || bytes === undefined || bytes.length === 0 || bytes.length > mostBytesSetAside) return
  const device = await storage.deviceWith(callerIn(request).access.person.id, sha256(secret))
  if (device === undefined) return
  const body = textOf(bytes)
  const thing: SetAside = { hash: sha256(body), code: 'malformed', body }
  await storage.setAside(device, [thing], received())
}

/** Bytes that are no text are kept as a data address. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString()
  return Buffer.from(text).equals(bytes) ? text : `data:application/octet-stream;base64,${bytes.toString('base64')}`
}
