/** Many devices at once: each sends a return of its own, all at the same moment or at a steady pace. */
import { addMonths } from '../../../src/domain/time/period.ts'
import { allApplied, dialUp, type Person, type Push, push, registerDevice, signIn } from './client.ts'
import { benchCounty, firstOpen } from './county.ts'
import type { BenchServer } from './process.ts'
import { packed, returnOf } from './returns.ts'
import { leadOf } from './server.ts'

/** Signs in the lead of every contract. */
export async function leads(server: BenchServer): Promise<readonly Person[]> {
  const people: Person[] = []
  for (let n = 0; n < server.shape.contracts; n += 1) people.push(await signIn(server.url, leadOf(n)))
  return people
}

/** Returns of one open month (0 is the first), one a contract, each of a device newly registered; ready to be sent. */
export async function returnsOf(
  server: BenchServer,
  people: readonly Person[],
  month: number,
): Promise<readonly Push[]> {
  const { set } = benchCounty({ ...server.shape, history: 0 })
  const pushes: Push[] = []
  for (const [n, person] of people.entries()) {
    const contract = set.contracts[n]
    if (!contract) throw new Error(`There is no contract ${n}`)
    const author = await registerDevice(server.url, person)
    const operations = returnOf(set, contract, addMonths(firstOpen, month), author)
    pushes.push({ cookie: person.cookie, body: packed(author, operations), operations: operations.length })
  }
  return pushes
}

export interface Ran {
  readonly seconds: number
  /** Milliseconds until each receipt. */
  readonly times: readonly number[]
  /** Share of one processor that the devices' side took, and the server; undefined where it is not known. */
  readonly clientShare: number
  readonly serverShare: number | undefined
}

/** Sends them, `after` milliseconds between one and the next (0: all at once), and checks every receipt afterwards. */
export async function sendAll(server: BenchServer, pushes: readonly Push[], after = 0): Promise<Ran> {
  await dialUp(server.url, Math.min(pushes.length, 200))
  const cpu = process.cpuUsage()
  const served = server.processorSeconds()
  const began = performance.now()
  const answers = await Promise.all(
    pushes.map(async (one, n) => {
      if (after > 0) await new Promise(now => setTimeout(now, n * after))
      return push(server.url, one)
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const servedAfter = server.processorSeconds()
  for (const [n, one] of pushes.entries()) {
    const answer = answers[n]
    if (!answer) throw new Error('A push was not answered')
    allApplied(one, answer.answer)
  }
  return {
    seconds,
    times: answers.map(answer => answer.milliseconds),
    clientShare: (user + system) / 1_000_000 / seconds,
    serverShare: served === undefined || servedAfter === undefined ? undefined : (servedAfter - served) / seconds,
  }
}
