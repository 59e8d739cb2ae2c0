/** Officers at the council's own pages, and a return that a provider has filled in. */

import { join } from 'node:path'
import { expect } from 'vitest'
import * as z from 'zod/mini'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, OpId, SheetId } from '../../../src/domain/ids.ts'
import {
  type Outcome,
  outcomeSchema,
  type ReturnView,
  returnViewSchema,
  type SheetRow,
} from '../../../src/protocol/exchange.ts'
import type { OfficersAct } from '../../../src/protocol/operation.ts'
import { verify } from '../../../src/server/backup/verify.ts'
import { amount, gap } from '../../domain/small-set.ts'
import { common, eastA, setCell, submitSheets, withdrawSheets } from '../operations.ts'
import type { Browser, TestServer } from '../test-server.ts'

export const answers: Readonly<Record<string, CellValue>> = {
  closed: amount(4),
  open: gap('not-available'),
  achieved: gap('not-available'),
  withdrawn: gap('not-available'),
  good: gap('not-available'),
  caseload: gap('not-available'),
}

type Said<A> = A extends OfficersAct
  ? Omit<A, 'opId' | 'v' | 'person' | 'scope' | 'sheet' | 'setVersion' | 'appVersion' | 'deviceTime'>
  : never
export type Doing = Said<OfficersAct>

/** An act as a page makes it: without a device and a number. */
export function actOf(by: Browser, doing: Doing, sheet: SheetId = eastA): OfficersAct {
  const { device: _device, seq: _seq, ...made } = common(by, 1, sheet)
  return { ...made, ...doing }
}

const answer = z.object({ outcomes: z.array(outcomeSchema) })

/** Sends acts; throws unless they are answered. */
export async function sent(by: Browser, acts: readonly unknown[]): Promise<readonly Outcome[]> {
  const found = await by.post('/api/review', { acts })
  if (found.statusCode !== 200) throw new Error(`${found.statusCode} ${found.body}`)
  return answer.parse(found.json()).outcomes
}

/** One act, and what became of it: 'applied', 'agreed', or the code of a refusal. */
export async function does(by: Browser, doing: Doing, sheet: SheetId = eastA): Promise<string> {
  const [outcome] = await sent(by, [actOf(by, doing, sheet)])
  return outcome?.code ?? outcome?.outcome ?? 'unanswered'
}

export async function viewed(by: Browser, sheet: SheetId = eastA): Promise<ReturnView> {
  const found = await by.get(`/api/returns/${sheet}`)
  if (found.statusCode !== 200) throw new Error(`${found.statusCode} ${found.body}`)
  return returnViewSchema.parse(found.json())
}

/** Somebody of the provider, who numbers what she does. */
export class Provider {
  readonly by: Browser
  private seq = 0
  private readonly tokens = new Map<string, OpId>()

  constructor(by: Browser) {
    this.by = by
  }

  /** The number of what she does next. */
  next(): number {
    this.seq += 1
    return this.seq
  }

  /** What became of one operation. */
  async push(operation: { readonly opId: OpId }): Promise<string> {
    const { outcomes } = await this.by.push([operation])
    const [outcome] = outcomes
    return outcome?.code ?? outcome?.outcome ?? 'unanswered'
  }

  /** Types over what she typed last. */
  async types(
    cell: string,
    value: CellValue | null,
    base = this.tokens.get(cell) ?? null,
    sheet = eastA,
  ): Promise<string> {
    const operation = setCell(this.by, this.next(), cell, value, { base, sheet })
    const became = await this.push(operation)
    if (became === 'applied') this.tokens.set(cell, operation.opId)
    return became
  }

  async fillsIn(): Promise<void> {
    for (const [cell, value] of Object.entries(answers)) await this.types(cell, value)
  }

  async submits(sheet: SheetId = eastA): Promise<string> {
    const { seen } = await viewed(this.by, sheet)
    return this.push(submitSheets(this.by, this.next(), [{ sheet, seen }]))
  }

  withdraws(sheet: SheetId = eastA): Promise<string> {
    return this.push(withdrawSheets(this.by, this.next(), [sheet]))
  }

  answers(question: OpId, text: string, sheet: SheetId = eastA): Promise<string> {
    return this.push({ ...common(this.by, this.next(), sheet), kind: 'answer', value: { question, text } } as never)
  }

  /** The return as her device has it. */
  async row(sheet: SheetId = eastA): Promise<SheetRow | undefined> {
    const { scopes } = await this.by.pull()
    return scopes.flatMap(each => each.sheets).find(each => each.sheet === sheet)
  }
}

export const cellOf = (key: string): CellKey => key as CellKey

/** Whatever was done: the data file agrees with itself, played again from its log, and the record covers it. */
export async function closeAndVerify(at: TestServer): Promise<void> {
  await at.server.close()
  expect(await verify(join(at.folder, 'county.db'))).toMatchObject({ ok: true })
  await at.close()
}
