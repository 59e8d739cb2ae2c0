/** The sample county on the real server, with a lead signed in for every contract and the officer who reads. */
import { sampleBusinessDate, sampleCounty } from '../../src/commands/sample-county.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import {
  type CellKey,
  type ContractId,
  everywhere,
  indicatorCell,
  narrativeCell,
  type OpId,
  type PlaceId,
  type SheetId,
  sheetOf,
} from '../../src/domain/ids.ts'
import type { ReturnContext } from '../../src/domain/reading.ts'
import type { Contract } from '../../src/domain/set/indicator-set.ts'
import { indicatorsOf, owes } from '../../src/domain/set/indicators.ts'
import { setVersionOf } from '../../src/protocol/digests.ts'
import { type Board, boardSchema, type Outcome, returnViewSchema } from '../../src/protocol/exchange.ts'
import type { Operation, SetOperation } from '../../src/protocol/operation.ts'
import type { PersonToSeed } from '../../src/server/county.ts'
import { seenDigest, standingValues } from '../../src/server/sync/decide/decide-return.ts'
import { june, juneReturns } from '../indicator-sets/june-returns.ts'
import { common, setCell } from './operations.ts'
import { Browser, TestServer } from './test-server.ts'

const sample = sampleCounty()
export const { set } = sample
const setVersion = setVersionOf(set)
export const returns = juneReturns(set)
export const nothingSeen = seenDigest({}, setVersion)

const led = new Set(
  sample.people.filter(one => one.role === 'provider-lead').flatMap(one => one.contracts.map(each => each.contract)),
)
/** The contracts that nobody of the sample leads get a lead each. */
const added: readonly PersonToSeed[] = set.contracts
  .filter(contract => !led.has(contract.id))
  .map(contract => ({
    name: `Provider lead (${contract.provider})`,
    email: `lead@${contract.id}.example`,
    password: `the lead of ${contract.id}`,
    role: 'provider-lead',
    contracts: [{ contract: contract.id, places: 'every' }],
    services: [],
  }))

/** A lead at her browser: numbers her operations and pushes at most 100 at a time, as a device does. */
export class Lead {
  readonly browser: Browser
  #seq = 0

  constructor(browser: Browser) {
    this.browser = browser
  }

  type(sheet: SheetId, cell: CellKey, value: CellValue, base: OpId | null = null): SetOperation {
    return setCell(this.browser, ++this.#seq, cell, value, { sheet, setVersion, base })
  }

  submit(contract: ContractId, sheets: readonly { readonly sheet: SheetId; readonly seen: string }[]): Operation {
    return {
      ...common(this.browser, ++this.#seq, sheetOf(contract, everywhere, june)),
      setVersion,
      kind: 'submit',
      value: { sheets: [...sheets], name: 'A lead', role: 'Provider lead' },
    }
  }

  async push(operations: readonly Operation[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = []
    for (let from = 0; from < operations.length; from += 100)
      outcomes.push(...(await this.browser.push(operations.slice(from, from + 100))).outcomes)
    return outcomes
  }

  /** Submits every place of a contract and its contract-wide part, as she is given them. Gives each one's outcome. */
  async submitAll(contract: Contract): Promise<readonly string[]> {
    const rows = new Map((await this.browser.pull()).scopes.flatMap(one => one.sheets).map(row => [row.sheet, row]))
    const sheets = [...contract.places, everywhere].map(place => {
      const sheet = sheetOf(contract.id, place, june)
      return { sheet, seen: seenDigest(rows.get(sheet)?.cells ?? {}, setVersion) }
    })
    const [outcome] = await this.push([this.submit(contract.id, sheets)])
    return (outcome?.sheets ?? []).map(one => `${one.sheet.split('/')[1]}: ${one.ok ? 'taken' : one.code}`)
  }
}

export class JuneCounty {
  readonly at: TestServer
  readonly officer: Browser
  readonly leads: ReadonlyMap<ContractId, Lead>

  private constructor(at: TestServer, officer: Browser, leads: ReadonlyMap<ContractId, Lead>) {
    this.at = at
    this.officer = officer
    this.leads = leads
  }

  static async open(): Promise<JuneCounty> {
    const people = [...sample.people, ...added]
    const today = () => sampleBusinessDate
    const at = await TestServer.open({ county: { ...sample, people }, council: set.council, today })
    const leads = new Map<ContractId, Lead>()
    for (const person of people.filter(one => one.role === 'provider-lead')) {
      const lead = new Lead(await Browser.signIn(at, person))
      for (const { contract } of person.contracts) leads.set(contract, lead)
    }
    const commissioner = people.find(person => person.role === 'officer')
    if (!commissioner) throw new Error('The sample has no officer')
    return new JuneCounty(at, await Browser.signIn(at, commissioner), leads)
  }

  leadOf(contract: Contract): Lead {
    const lead = this.leads.get(contract.id)
    if (!lead) throw new Error(`Nobody leads ${contract.id}`)
    return lead
  }

  async board(): Promise<Board & { rowOf(contract: Contract, place: PlaceId): Board['rows'][number] }> {
    const board = boardSchema.parse((await this.officer.get('/api/board')).json())
    return {
      ...board,
      rowOf(contract, place) {
        const row = board.rows.find(one => one.sheet === sheetOf(contract.id, place, june))
        if (!row) throw new Error(`The board has no ${contract.id}/${place}`)
        return row
      },
    }
  }

  /** A return as the officer is given it to read. */
  async read(contract: Contract, place: PlaceId): Promise<ReturnContext> {
    const answer = await this.officer.get(`/api/returns/${sheetOf(contract.id, place, june)}`)
    const { row, history } = returnViewSchema.parse(answer.json())
    return { set, contract, place, period: june, cells: standingValues(row.cells), history: history.months }
  }
}

export const contractOf = (id: string): Contract => {
  const contract = set.contracts.find(one => one.id === id)
  if (!contract) throw new Error(`no contract ${id}`)
  return contract
}

/** Every narrative section of the service that belongs in a place, or in the contract-wide part. */
export const narrative = (contract: Contract, place: PlaceId): readonly (readonly [CellKey, CellValue])[] =>
  (set.services.find(one => one.id === contract.service)?.narrative ?? [])
    .filter(section => (section.per === 'contract') === (place === everywhere))
    .map(({ id, title }) => [
      narrativeCell(id),
      { type: 'text', paragraphs: [`${title}, ${contract.id}, ${place}.`], audience: 'council' },
    ])

export const notAvailable: CellValue = { type: 'gap', reason: 'not-available', note: 'Not published for this month' }

/** Everything a lead answers for one place: the published rows, what was not published as not available. */
export function figures(contract: Contract, place: PlaceId): readonly (readonly [CellKey, CellValue])[] {
  const cells = returns.find(one => one.contract === contract && one.place === place)?.cells
  return indicatorsOf(set, contract, june)
    .filter(indicator => owes(set, contract, indicator, june, place))
    .map(indicator => [indicatorCell(indicator.id), cells?.get(indicator.id) ?? notAvailable])
}
