import { Link } from 'react-router'
import { usePageTitle } from './page-title.ts'

export function OfficersOnlyPage() {
  usePageTitle('For commissioning officers')
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">This page is for commissioning officers</h1>
      <p className="govuk-body">
        The month board shows every provider's returns to the council. Your own returns are yours to see here.
      </p>
      <p className="govuk-body">
        <Link to="/">Your returns</Link>
      </p>
    </div>
  )
}
