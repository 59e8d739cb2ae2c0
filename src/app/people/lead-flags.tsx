import type { People } from '../../protocol/people.ts'
import { plural } from '../words.ts'
import { contractWord, type Naming } from './grants/grant-words.ts'

/** Fewer are said at once; more are opened. */
const mostAtOnce = 3

/** A contract that stops when one person is away, and one that has stopped. */
export function LeadFlags({ contracts, naming }: { readonly contracts: People['contracts']; readonly naming: Naming }) {
  const titles = (leads: 'none' | 'one'): readonly string[] =>
    contracts.filter(one => one.leads === leads).map(one => contractWord(naming, one.contract))
  return (
    <>
      <Flag
        titles={titles('none')}
        sentence={title => `Nobody leads ${title}. Invite a lead.`}
        summary={count => `${plural(count, 'contract')} with no lead: invite one for each`}
      />
      <Flag
        titles={titles('one')}
        sentence={title => `Only one person leads ${title}. Name somebody to stand in, or invite a second lead.`}
        summary={count =>
          `${plural(count, 'contract')} with only one lead: name somebody to stand in, or invite a second lead`
        }
      />
    </>
  )
}

function Flag({
  titles,
  sentence,
  summary,
}: {
  readonly titles: readonly string[]
  readonly sentence: (title: string) => string
  readonly summary: (count: number) => string
}) {
  if (titles.length === 0) return null
  if (titles.length <= mostAtOnce)
    return (
      <div className="ff-notice ff-notice--late ff-notice--page" role="note">
        <div>
          {titles.map(title => (
            <p key={title}>{sentence(title)}</p>
          ))}
        </div>
      </div>
    )
  return (
    <details className="ff-notice ff-notice--late ff-notice--page ff-people__flags">
      <summary>{summary(titles.length)}</summary>
      <ul className="govuk-list">
        {titles.map(title => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </details>
  )
}
