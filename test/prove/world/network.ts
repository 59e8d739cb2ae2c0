/** The network between one tab and the server: what becomes of each request, decided before. */
import type { PersonId } from '../../../src/domain/ids.ts'
import { responseOf, type Wire } from '../../device/simulated-server.ts'
import { readForbidden } from '../checks/secrets.ts'
import { turn } from './chance.ts'
import type { Tab, World } from './world.ts'

export const networkFaults = [
  'none',
  'lose-request',
  'lose-response',
  /** Delivered twice, one after the other. */
  'twice',
  /** Delivered, and once more when nobody expects it. */
  'twice-later',
  /** The device gives up; it is delivered later all the same. */
  'late',
  'server-fault',
  'unavailable',
  'too-many-tries',
  'not-ours',
] as const
export type NetworkFault = (typeof networkFaults)[number]

export interface Weather {
  /** Of the next requests, in order; none when it runs out. */
  readonly plan: NetworkFault[]
  /** Turns that the next requests and answers take. */
  readonly delays: number[]
  offline: boolean
  /** What goes on while an answer is under way, after so many others. */
  meanwhile: { after: number; readonly run: () => Promise<void> } | undefined
}

export const clearWeather = (): Weather => ({ plan: [], delays: [], offline: false, meanwhile: undefined })

/** A request that the network holds back, with the person whose cookie went with it. */
export interface Kept {
  readonly jar: string
  readonly person: PersonId | undefined
  readonly path: string
  readonly body: unknown
}

const never = new Promise<never>(() => undefined)
const lost = (): TypeError => new TypeError('Failed to fetch')
/** Paths that are asked only while nothing can go wrong yet, or that say nothing. */
const quietPaths = new Set(['/api/auth/sign-in/email', '/api/me'])

export function fetchOf(
  world: World,
  tab: Omit<Tab, 'program'>,
  killed: () => boolean,
  moment: () => void,
): typeof fetch {
  const { weather, profile } = tab
  const step = async (): Promise<void> => {
    moment()
    for (let turns = weather.delays.shift() ?? 0; turns > 0; turns -= 1) await turn()
    if (killed()) await never
  }
  return async (input, init) => {
    await step()
    if (weather.offline) throw lost()
    const path = String(input).replace('http://localhost', '')
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
    const asked = path === '/api/push' ? onItsWay(world, tab, body) : body
    const fault = quietPaths.has(path) ? 'none' : (weather.plan.shift() ?? 'none')
    if (fault !== 'none') world.happens(fault)
    const kept: Kept = { jar: profile.name, person: world.server.sessions.get(profile.name), path, body: asked }
    switch (fault) {
      case 'lose-request':
        throw lost()
      case 'late':
        world.kept.push(kept)
        throw lost()
      case 'server-fault':
      case 'unavailable':
        return responseOf({ status: fault === 'unavailable' ? 503 : 500, text: '<html>Bad gateway</html>' })
      case 'too-many-tries':
        return responseOf({ status: 429, text: '' })
      case 'not-ours':
        return responseOf({ status: 200, text: '<html>Welcome to the guest network</html>' })
      case 'twice':
        await deliver(world, kept)
        break
      case 'twice-later':
        world.kept.push(kept)
        break
      default:
    }
    const answer = await deliver(world, kept)
    const { meanwhile } = weather
    if (meanwhile !== undefined) {
      meanwhile.after -= 1
      if (meanwhile.after < 0) {
        weather.meanwhile = undefined
        world.happens('slow')
        await meanwhile.run()
      }
    }
    await step()
    if (fault === 'lose-response') throw lost()
    return responseOf(answer)
  }
}

/** At the server, with the cookie that the jar holds now. */
export async function deliver(world: World, { jar, path, body }: Kept): Promise<Wire> {
  const person = world.server.people.find(each => each.id === world.server.sessions.get(jar))
  try {
    const answer = await world.server.answer(jar, path, body)
    readForbidden(world, person, path, answer.text)
    return answer
  } catch (error) {
    // A server that throws is one that answers 500 and has stored nothing.
    world.broken('P6', `The server threw at ${path}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`)
    return { status: 500, text: '' }
  }
}

/** What an older app leaves out, and what is damaged before it leaves. */
function onItsWay(world: World, { profile }: Omit<Tab, 'program'>, body: unknown): unknown {
  const request = body as { readonly operations: readonly Record<string, unknown>[] }
  world.witness.left(profile, request.operations)
  if (!profile.older && world.damaged.size === 0) return body
  return {
    ...request,
    operations: request.operations.map(operation => {
      const { meaning: _meaning, ...old } = operation
      const sent = profile.older ? old : operation
      const how = world.damaged.get(String(operation['opId']))
      if (how === undefined) return sent
      return how === 'unreadable' ? { ...sent, more: [1, 2] } : { ...sent, opId: 'nameless' }
    }),
  }
}
