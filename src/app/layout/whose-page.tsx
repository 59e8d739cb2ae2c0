import { Link } from 'react-router'
import { usePageTitle } from './page-title.ts'

/** Pages that belong to some roles. */
export type Owned = 'returns' | 'device' | 'board' | 'record' | 'people' | 'scorecards'

const whose: Readonly<Record<Owned, { readonly title: string; readonly sentence: string }>> = {
  returns: {
    title: 'This page is for providers',
    sentence: 'Returns are filled in by providers. Officers of the council read them from the month board.',
  },
  device: {
    title: 'This page is for providers and officers',
    sentence:
      'It shows what is kept on a device for working without signal: returns of providers, and meeting notes of officers. Of other people of the council nothing is kept.',
  },
  board: {
    title: 'This page is for commissioning officers',
    sentence: "The month board shows providers' returns to the officers who review them.",
  },
  record: {
    title: 'This page is for officers and auditors',
    sentence: 'The record says who did what, and when, in the services that an officer or auditor was given.',
  },
  people: {
    title: 'This page is for those who look after people',
    sentence:
      'A lead looks after the people of a contract, with every district of it, and an administrator of the council after everybody else. Somebody who stands in as lead does not.',
  },
  scorecards: {
    title: 'This page is for readers and the performance team',
    sentence: 'Released scorecards will appear there.',
  },
}

interface Props {
  readonly page: Owned
  /** Where whoever has come here begins. */
  readonly home: { readonly to: string; readonly text: string }
}

/** A page of another role: whose it is, and the way back. */
export function WhosePage({ page, home }: Props) {
  const { title, sentence } = whose[page]
  usePageTitle(title)
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{sentence}</p>
      <p className="govuk-body">
        <Link to={home.to}>{home.text}</Link>
      </p>
    </div>
  )
}
