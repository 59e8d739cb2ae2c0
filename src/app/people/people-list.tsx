import { useState } from 'react'
import { Link } from 'react-router'
import { everyRole } from '../../domain/access/roles.ts'
import type { PersonRow } from '../../protocol/people.ts'
import { Button } from '../govuk/button.tsx'
import { Choose } from '../govuk/choose.tsx'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { Tag } from '../govuk/tag.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { roleWord, whenSentence } from '../words.ts'
import { contractWord, givenLines } from './grants/grant-words.ts'
import { LeadFlags } from './lead-flags.tsx'
import { pathOf, usePeople } from './people-context.ts'
import { matchesText, roleLines, stateColours, stateDetail, stateOf, stateWords } from './states.ts'

interface Filter {
  readonly text: string
  readonly role: string
  readonly contract: string
  /** '': everybody with access, or invited. */
  readonly state: string
}
const noFilter: Filter = { text: '', role: '', contract: '', state: '' }

const matches = (row: PersonRow, { text, role, contract, state }: Filter): boolean =>
  matchesText(row, text) &&
  (role === '' || row.given.role === role) &&
  (contract === '' || row.given.contracts.some(one => one.contract === contract)) &&
  (state === 'everybody' || (state === '' ? row.state !== 'ended' : row.state === state))

const nobodySentence = (contracts: number): string =>
  contracts === 0
    ? 'You look after nobody: that takes being lead of a contract with every district of it.'
    : 'There is nobody yet. Invite somebody to begin.'

/** Everybody whoever looks may see: who, as what, where, and how each stands. */
export function PeopleList() {
  usePageTitle('People')
  const { at, people, contracts } = usePeople()
  const [filter, setFilter] = useState<Filter>(noFilter)
  const shown = people.people
    .filter(row => matches(row, filter))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  const roles = everyRole.filter(role => people.people.some(row => row.given.role === role))
  return (
    <>
      <h1 className="govuk-heading-l">People</h1>
      <LeadFlags contracts={people.contracts} naming={at} />
      {people.rolesGiven.length > 0 && contracts.length > 0 ? (
        <p>
          <Link to="/people/invite" className="govuk-button">
            Invite somebody
          </Link>
        </p>
      ) : null}
      <form className="ff-filter" aria-label="Which people" onSubmit={event => event.preventDefault()}>
        <div className="ff-filter__one">
          <label className="govuk-label" htmlFor="people-text">
            Name or e-mail address
          </label>
          <input
            className="govuk-input ff-filter__text"
            id="people-text"
            type="search"
            spellCheck={false}
            value={filter.text}
            onChange={event => setFilter({ ...filter, text: event.target.value })}
          />
        </div>
        <Choose
          id="people-role"
          label="Role"
          value={filter.role}
          all="Every role"
          options={roles.map(role => ({ value: role, text: roleWord(role) }))}
          onChoose={role => setFilter({ ...filter, role })}
        />
        {contracts.length > 1 ? (
          <Choose
            id="people-contract"
            label="Contract"
            value={filter.contract}
            all="Every contract"
            options={contracts.map(one => ({ value: one, text: contractWord(at, one) }))}
            onChoose={contract => setFilter({ ...filter, contract })}
          />
        ) : null}
        <Choose
          id="people-state"
          label="State"
          value={filter.state}
          all="Working or invited"
          options={[
            { value: 'active', text: 'Working' },
            { value: 'invited', text: 'Invited' },
            { value: 'ended', text: 'Access ended' },
            { value: 'everybody', text: 'Everybody' },
          ]}
          onChoose={state => setFilter({ ...filter, state })}
        />
      </form>
      <p className="govuk-visually-hidden" role="status">
        {shown.length === 1 ? '1 person shown' : `${shown.length} people shown`}
      </p>
      {shown.length > 0 ? <PeopleTable rows={shown} /> : null}
      {people.people.length === 0 ? <p className="govuk-body">{nobodySentence(contracts.length)}</p> : null}
      {people.people.length > 0 && shown.length === 0 ? (
        <p className="govuk-body">
          Nobody matches.{' '}
          <Button look="link" onClick={() => setFilter({ ...noFilter, state: 'everybody' })}>
            Show everybody
          </Button>
        </p>
      ) : null}
    </>
  )
}

function PeopleTable({ rows }: { readonly rows: readonly PersonRow[] }) {
  const { at } = usePeople()
  const now = Date.now()
  return (
    <ScrollTable label="People, as a table" className="ff-people__table">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Role</th>
          <th scope="col">Where</th>
          <th scope="col">State</th>
          <th scope="col">Last active</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <th scope="row">
              <Link to={pathOf(row)}>{row.name}</Link>
              {row.id === at.me.person.id ? ' (you)' : ''}
              <span className="ff-block ff-quiet ff-people__email">{row.email}</span>
            </th>
            <td className="ff-people__role">
              <Lines lines={roleLines(at, row)} />
            </td>
            <td>
              <Lines lines={givenLines(at, row.given)} />
            </td>
            <td>
              <StateOf row={row} now={now} />
            </td>
            <td>{row.lastActive === null ? <span className="ff-quiet">Never</span> : whenSentence(row.lastActive)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

/** One under the other. */
export const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.map(line => (
    <span className="ff-block" key={line}>
      {line}
    </span>
  ))

export function StateOf({ row, now }: { readonly row: PersonRow; readonly now: number }) {
  const state = stateOf(row, now)
  const detail = stateDetail(row, now)
  return (
    <>
      <Tag colour={stateColours[state]}>{stateWords[state]}</Tag>
      {detail ? <span className="ff-block">{detail}</span> : null}
    </>
  )
}
