/** What every answer carries, and how much may be asked: headers, rate limits, sizes. */
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { networkOf } from './network.ts'
import { ProblemError } from './problems.ts'

/** Bytes of a body, also once it is unpacked. */
export const bodyLimit = 1_048_576

/** Bytes of a body of whoever is not known yet: an address, a password of any characters and a link fit in. */
export const strangersLimit = 65_536

/** Nothing from elsewhere, nothing inline, nothing evaluated: all an app built from one origin needs. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
  },
}

const aYear = 31_536_000

/**
 * Requests a minute of one session: one person's two tablets do not use up each other's, and nothing that a request
 * names makes it another one's. Strangers are counted by network.
 */
export const requestsAMinute = 600

export async function secure(app: FastifyInstance, options: { readonly https: boolean }): Promise<void> {
  app.addHook('onRoute', route => {
    if (route.url.startsWith('/api/auth/')) route.bodyLimit = strangersLimit
  })
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: options.https ? { maxAge: aYear, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  // Unpacks gzip requests too; the body limit counts what comes out, so a small bomb is too large a body.
  await app.register(compress, { requestEncodings: ['gzip', 'identity'] })
  await app.register(rateLimit, {
    max: requestsAMinute,
    timeWindow: 60_000,
    hook: 'preHandler',
    keyGenerator: request => request.caller?.session.id ?? networkOf(request.ip),
    allowList: request => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => new ProblemError('too-many-tries'),
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url === '/healthz') reply.header('cache-control', 'no-store')
  })
}
