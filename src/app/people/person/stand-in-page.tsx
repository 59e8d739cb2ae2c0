import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { standInFault } from '../../../domain/access/grants.ts'
import { isoDateSchema } from '../../../domain/id-schemas.ts'
import type { ContractId, IsoDate } from '../../../domain/ids.ts'
import type { PersonRow } from '../../../protocol/people.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary, type SummaryLine } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { longDate } from '../../words.ts'
import { contractWord, standInWords } from '../grants/grant-words.ts'
import { notDone, pathOf, usePeople } from '../people-context.ts'
import { canStandIn, standInsAhead } from './deeds.ts'
import { ThePerson } from './the-person.tsx'

/** Somebody acts as lead of a contract from one day to another. */
export function StandInPage() {
  return (
    <ThePerson title="Stand-in as lead" when={canStandIn}>
      {row => (
        <>
          <p className="govuk-body">
            Between two days {row.name} may do what a lead of the contract may: submit, decide between different figures
            and on late changes. Inviting people and changing their access stays with you.
          </p>
          <Named row={row} />
          <NameForm row={row} />
        </>
      )}
    </ThePerson>
  )
}

function Named({ row }: { readonly row: PersonRow }) {
  const { at, did } = usePeople()
  const [problem, setProblem] = useState<string>()
  const named = standInsAhead(row, at.today)
  const end = async (standIn: PersonRow['standsIn'][number]) => {
    const answer = await at.online.endStandIn(row.id, standIn.id)
    setProblem(answer.ok ? undefined : notDone(answer.refusal))
    if (!answer.ok) return
    const { contract, from, to } = standIn
    await did({
      text: `${row.name} no longer stands in as lead of ${contractWord(at, contract)}.`,
      undo: {
        text: 'Undo',
        done: `${row.name} is named again, until ${longDate(to)}.`,
        act: async () => {
          const again = await at.online.nameStandIn(row.id, { contract, from, to })
          return again.ok ? undefined : again.refusal
        },
      },
    })
  }
  return (
    <section aria-labelledby="named" className="ff-people__part">
      <h2 id="named" className="govuk-heading-m">
        Named
      </h2>
      <ErrorSummary lines={problem ? [{ text: problem }] : []} />
      {named.length === 0 ? <p className="govuk-body">Not named for any days to come.</p> : null}
      <ul className="govuk-list">
        {named.map(one => (
          <li key={one.id}>
            {standInWords(at, one)}{' '}
            <Button look="secondary" className="ff-button-small" onClick={() => void end(one)}>
              {one.from <= at.today ? 'End early' : 'Call off'}
              <span className="govuk-visually-hidden">: {contractWord(at, one.contract)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface Days {
  readonly contract: ContractId | undefined
  readonly from: string
  readonly to: string
}

type Read =
  | {
      readonly ok: true
      readonly days: { readonly contract: ContractId; readonly from: IsoDate; readonly to: IsoDate }
    }
  | { readonly ok: false; readonly errors: readonly SummaryLine[] }

function readDays({ contract, from, to }: Days, row: PersonRow, today: IsoDate, first: string): Read {
  const begins = isoDateSchema.safeParse(from)
  const ends = isoDateSchema.safeParse(to)
  if (contract === undefined || !begins.success || !ends.success)
    return {
      ok: false,
      errors: [
        ...(contract === undefined ? [{ text: 'Choose a contract', to: first }] : []),
        ...(begins.success ? [] : [{ text: 'Enter the first day', to: '#from' }]),
        ...(ends.success ? [] : [{ text: 'Enter the last day', to: '#to' }]),
      ],
    }
  const days = { contract, from: begins.data, to: ends.data }
  const { id, given } = row
  const fault = standInFault(days, { id, role: given.role, contracts: given.contracts, standsIn: [] }, today)
  return fault === undefined ? { ok: true, days } : { ok: false, errors: [{ text: fault, to: '#to' }] }
}

function NameForm({ row }: { readonly row: PersonRow }) {
  const { at, contracts, did } = usePeople()
  const possible = row.given.contracts.map(one => one.contract).filter(one => contracts.includes(one))
  const [only] = possible.length === 1 ? possible : []
  const [days, setDays] = useState<Days>({ contract: only, from: at.today, to: '' })
  const [errors, setErrors] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const errorAt = (to: string): string | undefined => errors.find(one => one.to === to)?.text
  const firstBox = `#stand-in-${possible[0] ?? ''}`
  const name = async (event: FormEvent) => {
    event.preventDefault()
    const read = readDays(days, row, at.today, firstBox)
    setErrors(read.ok ? [] : read.errors)
    if (!read.ok) return
    setBusy(true)
    const answer = await at.online.nameStandIn(row.id, read.days)
    setBusy(false)
    if (!answer.ok) return setErrors([{ text: notDone(answer.refusal), to: '#to' }])
    const { contract, from, to } = read.days
    setDays({ contract: only, from: at.today, to: '' })
    await did({
      text: `${row.name} stands in as lead of ${contractWord(at, contract)} from ${longDate(from)} to ${longDate(to)}.`,
    })
  }
  return (
    <form className="ff-people__form" onSubmit={event => void name(event)} noValidate aria-labelledby="name-stand-in">
      <h2 id="name-stand-in" className="govuk-heading-m">
        Name for more days
      </h2>
      <ErrorSummary lines={errors} />
      {only ? (
        <p className="govuk-body">{contractWord(at, only)}</p>
      ) : (
        <fieldset className="govuk-fieldset govuk-form-group">
          <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">Contract</legend>
          <div className="govuk-radios govuk-radios--small">
            {possible.map(contract => (
              <div className="govuk-radios__item" key={contract}>
                <input
                  className="govuk-radios__input"
                  type="radio"
                  name="stand-in-contract"
                  id={`stand-in-${contract}`}
                  checked={days.contract === contract}
                  onChange={() => setDays({ ...days, contract })}
                />
                <label className="govuk-label govuk-radios__label" htmlFor={`stand-in-${contract}`}>
                  {contractWord(at, contract)}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      )}
      <TextInput
        id="from"
        label="First day"
        type="date"
        className="govuk-input--width-10"
        value={days.from}
        error={errorAt('#from')}
        onChange={event => setDays({ ...days, from: event.target.value })}
      />
      <TextInput
        id="to"
        label="Last day"
        hint="The last day counts."
        type="date"
        min={at.today}
        className="govuk-input--width-10"
        value={days.to}
        error={errorAt('#to')}
        onChange={event => setDays({ ...days, to: event.target.value })}
      />
      <div className="govuk-button-group">
        <Button type="submit" disabled={busy}>
          {busy ? 'Naming…' : 'Name as stand-in'}
        </Button>
        <Link to={pathOf(row)}>Back to {row.name}</Link>
      </div>
    </form>
  )
}
