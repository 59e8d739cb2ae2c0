import { IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { clearMeta, databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import type { PullAnswer } from '../../../src/protocol/exchange.ts'
import { lead, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { type SimulatedServer, simulatedServer } from '../simulated-server.ts'
import { ask } from './asking.ts'

/** What an app from before there were questions makes of an answer: it leaves out what it does not know. */
function withoutReview(server: SimulatedServer): () => void {
  const { handle } = server
  server.handle = async (browser, path, body, encoding) => {
    const response = await handle(browser, path, body, encoding)
    if (path !== '/api/pull') return response
    const answer = (await response.json()) as PullAnswer
    const scopes = answer.scopes.map(scope => ({
      ...scope,
      sheets: scope.sheets.map(({ review: _unknown, ...row }) => row),
    }))
    return new Response(JSON.stringify({ ...answer, scopes }), response)
  }
  return () => {
    server.handle = handle
  }
}

/** As that app kept how far it had read. */
async function asItKept(disk: Disk): Promise<void> {
  const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
  const { cursors = {} } = (await clearMeta(database, 'cursors')) ?? {}
  expect(Object.keys(cursors)).not.toHaveLength(0)
  await database.meta.put({ key: 'cursors', cursors })
  database.close()
}

it('P13: a question that arrived while an older app was in use is there once this one has synced', async () => {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const before = startProgram(disk, server, 'tablet')
  const desk = await firstDay(before, lead)
  const updated = withoutReview(server)
  const id = await ask(server, sheets.east)
  await desk.sync()
  desk.lock()
  before.kill()
  await asItKept(disk)
  updated()
  const later = await unlock(startProgram(disk, server, 'tablet'), lead)
  await later.sync()
  expect(
    later
      .state()
      .sheets.get(sheets.east)
      ?.review?.questions?.map(one => one.id),
  ).toEqual([id])
  later.lock()
})
