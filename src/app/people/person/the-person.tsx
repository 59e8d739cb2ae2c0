import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { PersonRow } from '../../../protocol/people.ts'
import { usePageTitle } from '../../layout/page-title.ts'
import { pathOf, usePeople } from '../people-context.ts'

interface Props {
  /** The page's heading; the person's name is its caption. */
  readonly title: string
  /** What it takes to be on this page; else it says that it cannot be done to this person. */
  readonly when: (row: PersonRow) => boolean
  readonly children: (row: PersonRow) => ReactNode
}

/** One page about one person: the way back, the heading, and why not where it cannot be done. */
export function ThePerson({ title, when, children }: Props) {
  const { people } = usePeople()
  const { person } = useParams()
  const row = people.people.find(one => one.id === person)
  usePageTitle(row ? `${title}, ${row.name}` : 'People')
  if (row === undefined)
    return (
      <>
        <h1 className="govuk-heading-l">This person is not one of yours to see</h1>
        <p className="govuk-body">Either nobody has that address, or that person works for somebody else.</p>
        <p className="govuk-body">
          <Link to="/people">People</Link>
        </p>
      </>
    )
  return (
    <>
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to="/people">People</Link> › <Link to={pathOf(row)}>{row.name}</Link> ›
      </nav>
      <h1 className="govuk-heading-l">
        <span className="govuk-caption-l">{row.name}</span> {title}
      </h1>
      {when(row) ? children(row) : <p className="govuk-body">That cannot be done for this person as things stand.</p>}
    </>
  )
}
