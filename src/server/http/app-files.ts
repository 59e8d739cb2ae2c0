/** The built app: hashed files for ever, everything else asked about again each time; any page address is the app. */
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problems.ts'

/** `folder` undefined, or not there: an API alone. */
export async function serveApp(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const built = folder !== undefined && existsSync(join(folder, 'index.html'))
  if (built)
    await app.register(files, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      setHeaders: (answer, path) => {
        const hashed = path.includes(`${sep}assets${sep}`)
        answer.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (!built || !wantsPage || request.url.startsWith('/api/')) return sendProblem(reply, 'not-found')
    return reply.sendFile('index.html')
  })
}
