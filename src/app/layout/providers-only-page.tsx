import { Link } from 'react-router'
import { usePageTitle } from './page-title.ts'

export function ProvidersOnlyPage() {
  usePageTitle('For providers')
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">This page is for providers</h1>
      <p className="govuk-body">Returns are filled in by providers; officers read them from the month board.</p>
      <p className="govuk-body">
        <Link to="/board">Month board</Link>
      </p>
    </div>
  )
}
