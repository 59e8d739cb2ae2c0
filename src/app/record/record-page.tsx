import { useCallback, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Refusal } from '../../device/desk.ts'
import type { Office } from '../../device/door/office.ts'
import { mayDo } from '../../domain/access/permissions.ts'
import type { RecordPage as Page, RecordFilter } from '../../protocol/record.ts'
import { Button } from '../govuk/button.tsx'
import { AnswerState } from '../layout/answer-state.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { type Pages, usePages } from '../layout/use-pages.ts'
import { aboutSheet } from '../month/about-change.ts'
import { saveFile } from '../this-device/save-file.ts'
import { ChangesOfReturn } from './changes-of-return.tsx'
import { filterIn, returnIn, searchOf } from './record-filter.ts'
import { RecordFilters } from './record-filters.tsx'
import { RecordTable } from './record-table.tsx'

/** Who did what and when, in the services this officer commissions; of one return with every change to it. */
export default function RecordPage({ office }: { readonly office: Office }) {
  const [search, setSearch] = useSearchParams()
  const filter = useMemo(() => filterIn(search, office), [search, office])
  const sheet = returnIn(filter)
  const about = sheet && aboutSheet(sheet, office.set)
  usePageTitle(about ? `Record, ${about.full}` : 'Record')
  const ask = useCallback((before: number | null) => office.record(filter, before), [office, filter])
  const read = usePages(ask)
  // What may be chosen stays on screen while other entries are read.
  const [offered, setOffered] = useState<Page>()
  const newest = read.pages?.[0]
  if (newest && newest !== offered) setOffered(newest)
  return (
    <div className="ff-page">
      {filter.contract && filter.place && filter.period && mayDo(office.me.person.role, 'review-returns') ? (
        <nav aria-label="Breadcrumb" className="ff-crumbs">
          <Link to={`/board?month=${filter.period}`}>Month board</Link> ›{' '}
          <Link to={`/board/${filter.contract}/${filter.place}/${filter.period}`}>{about?.text}</Link> ›
        </nav>
      ) : null}
      <h1 className="govuk-heading-l">Record {about ? <span className="govuk-caption-l">{about.full}</span> : null}</h1>
      <p className="govuk-body">
        Who did what, and when. Entries are never changed or taken out. That you read them is written down too.
      </p>
      {offered ? (
        <RecordFilters
          office={office}
          filter={filter}
          offered={offered}
          onFilter={to => setSearch(searchOf(to), { replace: true })}
        />
      ) : null}
      {sheet ? <ChangesOfReturn key={sheet} office={office} sheet={sheet} /> : null}
      <section aria-labelledby="entries">
        <h2 id="entries" className="govuk-heading-m">
          {sheet ? 'Everything about this return' : 'Entries'}
        </h2>
        <AnswerState
          shown={read.pages !== undefined}
          refusal={read.refusal}
          what="the record is read"
          again={read.again}
        />
        <Entries read={read} onAll={() => setSearch({}, { replace: true })} />
        <Download office={office} filter={filter} />
      </section>
    </div>
  )
}

function Entries({ read, onAll }: { readonly read: Pages<Page>; readonly onAll: () => void }) {
  const { pages, next, reading, more } = read
  if (pages === undefined) return null
  const entries = pages.flatMap(page => page.entries)
  return (
    <>
      {entries.length > 0 ? <RecordTable entries={entries} /> : null}
      {entries.length === 0 && next === null ? (
        <p className="govuk-body">
          No entry matches.{' '}
          <Button look="link" onClick={onAll}>
            Show all
          </Button>
        </p>
      ) : null}
      {entries.length === 0 && next !== null ? (
        <p className="govuk-body">No entry matches among the latest; there are older ones.</p>
      ) : null}
      {next === null ? null : (
        <Button look="secondary" className="ff-button-small" disabled={reading} onClick={more}>
          {reading ? 'Reading…' : 'Show older entries'}
        </Button>
      )}
    </>
  )
}

/** The entries as they are filtered, all of them, as a file. */
function Download({ office, filter }: { readonly office: Office; readonly filter: RecordFilter }) {
  const [refusal, setRefusal] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  const download = async (): Promise<void> => {
    setBusy(true)
    const answer = await office.recordCsv(filter)
    setBusy(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    // The mark by which spreadsheets know UTF-8 is lost where a text is read from the network.
    if (answer.ok) saveFile(new Blob(['\uFEFF', answer.value], { type: 'text/csv;charset=utf-8' }), 'record.csv')
  }
  return (
    <div className="ff-record__download">
      {refusal ? (
        <AnswerState shown={false} refusal={refusal} what="the file is made" again={() => void download()} />
      ) : null}
      <Button look="secondary" className="ff-button-small" disabled={busy} onClick={() => void download()}>
        {busy ? 'Making the file…' : 'Download these entries as CSV'}
      </Button>
    </div>
  )
}
