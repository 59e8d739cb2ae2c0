/** A password that somebody chooses: asked of the rules, then hashed. */
import { ProblemError } from '../../http/problems.ts'
import type { StoredPerson } from '../../storage/storage.ts'
import { type PasswordContext, passwordProblems, passwordRuleFault, preparedPassword } from './password-rules.ts'
import { hashPassword } from './passwords.ts'

/** What is known of this installation: its council, and passwords that everybody can read. */
export type PasswordPlace = Pick<PasswordContext, 'council' | 'printed'>

/** The hash to store. Throws the problem, with its sentence, when the password may not be set. */
export async function newPasswordHash(
  typed: string,
  { name, email }: Pick<StoredPerson, 'name' | 'email'>,
  place: PasswordPlace,
): Promise<string> {
  const fault = passwordRuleFault(typed, { ...place, name, email })
  if (fault !== undefined) throw new ProblemError(passwordProblems[fault])
  return hashPassword(preparedPassword(typed))
}
