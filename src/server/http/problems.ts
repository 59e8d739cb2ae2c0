/** Every error leaves as an RFC 9457 problem of protocol/problems.ts with the request's id; what is inside stays in the log. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { everyProblem } from '../../protocol/every-problem.ts'
import type { Problem } from '../../protocol/problem-schemas.ts'
import type { ProblemCode } from '../../protocol/problems.ts'

/** Thrown by handlers and hooks to answer with a problem. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly more: Partial<Pick<Problem, 'detail' | 'expected'>>

  constructor(code: ProblemCode, more: Partial<Pick<Problem, 'detail' | 'expected'>> = {}) {
    super(code)
    this.code = code
    this.more = more
  }
}

export function problemOf(code: ProblemCode, requestId: string, more: ProblemError['more'] = {}): Problem {
  const { status, sentence } = everyProblem[code]
  return { type: `urn:fieldfare:problem:${code}`, title: sentence, status, code, requestId, ...more }
}

export const sendProblem = (reply: FastifyReply, code: ProblemCode, more: ProblemError['more'] = {}): FastifyReply =>
  reply
    .code(everyProblem[code].status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemOf(code, reply.request.id, more)))

/** What an error of Fastify or its plugins is in our words. */
function codeOf(error: FastifyError): ProblemCode {
  const status = error.statusCode ?? 500
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-many-tries'
  if (status === 404) return 'not-found'
  if (status === 503) return 'unavailable'
  return status >= 400 && status < 500 ? 'malformed' : 'server-fault'
}

function answerError(error: FastifyError | ProblemError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ProblemError) return sendProblem(reply, error.code, error.more)
  const code = codeOf(error)
  if (code === 'server-fault') request.log.error({ err: error }, 'a fault')
  else request.log.info({ because: error.code }, 'refused')
  // Where it does not fit, and why: from the schema, never from the values sent.
  const places = error.validation?.map(each => `${each.instancePath || '/'} ${each.message ?? ''}`.trim())
  return sendProblem(reply, code, places ? { detail: places.slice(0, 5).join('; ') } : {})
}

export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerError)
}

/** No hook runs for these, so that what every other answer carries is set here. */
const asEveryAnswer = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

/** For addresses the router cannot even read. */
export const answerFrameworkError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  answerError(error, request, reply.headers(asEveryAnswer))
}
