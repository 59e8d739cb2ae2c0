/** What an officer does to returns, asked of the server as her page asks it: for tests that look at the provider's side. */
import { type APIRequestContext, request } from '@playwright/test'
import type { Doing } from '../../src/device/online/review.ts'
import { newOpId } from '../../src/device/outbox/uuid.ts'
import { type OpId, partsOfSheet, type SheetId } from '../../src/domain/ids.ts'
import type { Outcome, ReturnView } from '../../src/protocol/exchange.ts'
import { operationVersion } from '../../src/protocol/versions.ts'
import { people } from './person.ts'

export interface OfficerByHttp {
  /** Does it, and gives the act's id. Throws where the server does not take it. */
  does(doing: Doing): Promise<OpId>
  /** What is stored of a return now, as sending it back names it. */
  seen(sheet: SheetId): Promise<string>
  leave(): Promise<void>
}

export async function officerByHttp(url: string): Promise<OfficerByHttp> {
  const asked: APIRequestContext = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
  const entered = await asked.post('/api/auth/sign-in/email', { data: people.officer })
  if (!entered.ok()) throw new Error(`Not signed in: ${await entered.text()}`)
  const { person } = (await (await asked.get('/api/me')).json()) as { readonly person: { readonly id: string } }
  return {
    async does(doing) {
      const opId = newOpId(Date.now())
      const common = { v: operationVersion, setVersion: 'kent-early-help@2016-12', appVersion: 'test' }
      const deviceTime = new Date().toISOString()
      const scope = partsOfSheet(doing.sheet)?.scope
      const act = { ...doing, ...common, opId, person: person.id, scope, deviceTime }
      const answer = await asked.post('/api/review', { data: { acts: [act] } })
      const text = await answer.text()
      const outcome = answer.ok()
        ? (JSON.parse(text) as { readonly outcomes: readonly Outcome[] }).outcomes[0]
        : undefined
      if (outcome?.outcome !== 'applied') throw new Error(`${doing.kind} was not taken: ${text}`)
      return opId
    },
    async seen(sheet) {
      const answer = await asked.get(`/api/returns/${sheet}`)
      if (!answer.ok()) throw new Error(await answer.text())
      return ((await answer.json()) as ReturnView).seen
    },
    leave: () => asked.dispose(),
  }
}
