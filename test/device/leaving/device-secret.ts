/** What a simulated server answers to the device secret alone, and what was handed over to it. */
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts'
import {
  type Standing,
  standingRequestSchema,
  surrenderRequestSchema,
  writingRequestSchema,
} from '../../../src/protocol/exchange.ts'
import { problemResponse, type SimulatedServer } from '../simulated-server.ts'

export interface DeviceSecret {
  /** How a person's devices stand; `here` unless said. Setting `left` or `lost` ends the sessions too. */
  say(person: PersonId, standing: Standing): void
  /** Each operation once, as handed over. */
  readonly surrendered: Map<string, Readonly<Record<string, unknown>>>
  /** Answers to the next surrenders: so many fewer kept than sent, or none at all. */
  readonly faults: ('count-less' | 'no-answer')[]
  /** Called while a surrender is being answered. */
  during: () => Promise<void>
  readonly requests: { readonly path: string; readonly size: number }[]
  readonly told: unknown[]
}

export function withDeviceSecret(server: SimulatedServer): DeviceSecret {
  const standings = new Map<PersonId, Standing>()
  const secret: DeviceSecret = {
    say: (person, standing) => {
      standings.set(person, standing)
      if (standing !== 'here')
        for (const [browser, whose] of server.sessions) if (whose === person) server.sessions.delete(browser)
    },
    surrendered: new Map(),
    faults: [],
    during: async () => undefined,
    requests: [],
    told: [],
  }
  const personOf = (device: DeviceId) => server.disk.devices.get(device)?.person
  const handle = server.handle.bind(server)
  const json = (value: unknown) =>
    new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })
  server.handle = async (browser, path, body, encoding) => {
    if (server.trouble.has(path)) return handle(browser, path, body, encoding)
    if (path === '/api/standing') {
      const person = personOf(standingRequestSchema.parse(body).device)
      secret.requests.push({ path, size: 1 })
      return person === undefined
        ? problemResponse('unknown-device')
        : json({ standing: standings.get(person) ?? 'here' })
    }
    if (path === '/api/surrender') {
      const { device, operations } = surrenderRequestSchema.parse(body)
      secret.requests.push({ path, size: operations.length })
      if (personOf(device) === undefined) return problemResponse('unknown-device')
      const fault = secret.faults.shift()
      if (fault === 'no-answer') return new Response('', { status: 502 })
      for (const operation of operations as Readonly<Record<string, unknown>>[])
        secret.surrendered.set(JSON.stringify(operation), operation)
      await secret.during()
      return json({ kept: operations.length - (fault === 'count-less' ? 1 : 0) })
    }
    if (path === '/api/writing') {
      secret.told.push(writingRequestSchema.parse(body))
      return json({})
    }
    return handle(browser, path, body, encoding)
  }
  return secret
}
