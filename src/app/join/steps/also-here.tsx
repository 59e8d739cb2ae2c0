import { useEffect, useState } from 'react'
import type { PersonOnDevice } from '../../../device/desk.ts'
import type { Joining } from '../../../device/online/joining.ts'

interface Props {
  readonly joining: Joining
  /** Who has work on this device. */
  readonly people: readonly PersonOnDevice[]
  /** Whose first day it is, where that is known. */
  readonly email: string | undefined
}

/** Several people may work on one device: said before, so that nobody thinks another's work is taken over. */
export function AlsoHere({ joining, people, email }: Props) {
  const [signedIn, setSignedIn] = useState<string>()
  useEffect(() => {
    let gone = false
    void joining.signedIn().then(person => {
      if (!gone && person !== undefined && person.email !== email) setSignedIn(person.name)
    })
    return () => {
      gone = true
    }
  }, [joining, email])
  const others = people.filter(person => person.email !== email).map(person => person.name)
  if (others.length === 0 && signedIn === undefined) return null
  return (
    <div className="govuk-inset-text ff-join__also">
      {others.length > 0 ? (
        <p className="govuk-body">
          {listed(others)} {others.length === 1 ? 'works' : 'work'} on this device too. What is kept for{' '}
          {others.length === 1 ? 'that person' : 'them'} stays as it is and opens only with{' '}
          {others.length === 1 ? 'that person’s own' : 'their own'} passphrase.
        </p>
      ) : null}
      {signedIn === undefined ? null : (
        <p className="govuk-body">{signedIn} is signed in in this browser now, and is signed out when you sign in.</p>
      )}
    </div>
  )
}

/** 'one', 'one and two', 'one, two and three'. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
