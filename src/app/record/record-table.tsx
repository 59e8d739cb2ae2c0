import type { RecordEntry } from '../../protocol/record.ts'
import { whenSentence } from '../words.ts'

/** A sentence a line, newest first. */
export function RecordTable({ entries }: { readonly entries: readonly RecordEntry[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard
    <section className="ff-scroll-x" tabIndex={0} aria-label="Entries of the record">
      <table className="ff-plain-table ff-record">
        <thead>
          <tr>
            <th scope="col" className="ff-number">
              Number
            </th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ number, at, person, sentence }) => (
            <tr key={number}>
              <td className="ff-number">{number}</td>
              <td className="ff-record__when">{whenSentence(at)}</td>
              <td>{person?.name ?? <span className="ff-quiet">Fieldfare</span>}</td>
              <th scope="row">{sentence}</th>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
