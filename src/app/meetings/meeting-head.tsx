import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Period } from '../../domain/time/period.ts'
import { usePageTitle } from '../layout/page-title.ts'
import { contractTitle, nameOfPlace } from '../month/month.ts'
import { meetingsOfPath, meetingsPath } from './work/note-paths.ts'
import { useNotes } from './work/notes-context.ts'

/** The way back, and what the page is about. `title` alone: the list itself. */
export function MeetingHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  const { set, service, contract, place, today } = useNotes()
  const month = today.slice(0, 7) as Period
  const of = contractTitle(set, service, contract, month)
  const name = nameOfPlace(set, place, month)
  usePageTitle(`${title}, ${name}, ${of}`)
  return (
    <>
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to={meetingsPath}>Meetings</Link> ›{' '}
        {children ? <Link to={meetingsOfPath(contract.id, place)}>{name}</Link> : null}
        {children ? ' ›' : null}
      </nav>
      <h1 className="govuk-heading-l">
        {title}{' '}
        <span className="govuk-caption-l">
          {of}
          {children ? `, ${name}` : ''}
        </span>
      </h1>
      {children}
    </>
  )
}
