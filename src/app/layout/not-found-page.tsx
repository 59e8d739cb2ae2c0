import { Link } from 'react-router'
import { usePageTitle } from './page-title.ts'

export function NotFoundPage() {
  usePageTitle('Nothing at this address')
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">There is nothing at this address</h1>
      <p className="govuk-body">It may have been mistyped, or it is not one of yours to see.</p>
      <p className="govuk-body">
        <Link to="/">Go to the first page</Link>
      </p>
    </div>
  )
}
