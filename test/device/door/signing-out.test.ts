/** Signing out where there is no signal: the next page ends the session, and goes on as nobody. */
import { beforeEach, expect, it, vi } from 'vitest'
import { resumeOffice } from '../../../src/device/door/resume-office.ts'
import { endSession, hasSignedOut, signedInAnew } from '../../../src/device/door/signing-out.ts'
import { createApi } from '../../../src/device/sync/api.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import { newDisk } from '../simulated-device.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const her = 'officer-1' as PersonId

function browser() {
  const { notes } = newDisk()
  const asked: string[] = []
  const server = { offline: false, signedIn: true }
  const platform = {
    notes,
    origin: 'http://localhost',
    timeout: 1_000,
    isOnline: () => !server.offline,
    fetch: async (input: unknown) => {
      const path = new URL(String(input)).pathname
      asked.push(path)
      if (server.offline) throw new TypeError('Failed to fetch')
      const out = { type: 'about:blank', title: '', status: 401, code: 'not-signed-in' }
      if (!server.signedIn) return Response.json(out, { status: 401 })
      if (path === '/api/auth/sign-out') {
        server.signedIn = false
        return Response.json({})
      }
      const person = { id: her, name: 'Commissioning officer', email: 'officer@council.example', role: 'officer' }
      return path === '/api/me' ? Response.json({ person, scopes: [] }) : new Response('', { status: 502 })
    },
  }
  return { platform, notes, asked, server, api: createApi(platform) }
}

it('ends the session later, before anything of hers is asked for', async () => {
  const { platform, notes, asked, server, api } = browser()
  server.offline = true
  await endSession(api, her, platform)
  expect(hasSignedOut(her, platform)).toBe(true)
  server.offline = false
  asked.length = 0
  expect(await resumeOffice(platform)).toBeUndefined()
  expect(asked).toEqual(['/api/me', '/api/auth/sign-out'])
  expect(server.signedIn).toBe(false)
  expect([...notes.texts]).toEqual([])
})

it('remembers nothing once the server has heard, or knew already', async () => {
  const { platform, notes, server, api } = browser()
  await endSession(api, her, platform)
  expect([...notes.texts]).toEqual([])
  expect(server.signedIn).toBe(false)
  await endSession(api, her, platform)
  expect([...notes.texts]).toEqual([])
})

it('is not done to a session begun since, or to anybody else’s', async () => {
  const { platform, server, api } = browser()
  server.offline = true
  await endSession(api, 'officer-2' as PersonId, platform)
  expect(hasSignedOut(her, platform)).toBe(false)
  server.offline = false
  await resumeOffice(platform)
  expect(server.signedIn).toBe(true)
  signedInAnew(platform)
  expect(hasSignedOut('officer-2' as PersonId, platform)).toBe(false)
})
