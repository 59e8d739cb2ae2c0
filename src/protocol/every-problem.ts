/**
 * Every problem there is: those that sync and a vault can meet (problems.ts), and here those of pages that need a
 * network. Apart, because a month's sheet opens without them.
 */
import { type OnlineCode, type ProblemCode, problems } from './problems.ts'

const online = {
  // Getting in, and passwords
  'link-ended': { status: 410, sentence: 'That link has been used, or it is too old. Ask for a new one.' },
  'code-refused': {
    status: 422,
    sentence:
      'That code and e-mail address do not belong together, or the code is too old or was tried too often. Check both, or ask for a new code.',
  },
  'password-too-short': { status: 422, sentence: 'A password has at least 12 characters.' },
  'password-too-long': { status: 422, sentence: 'A password has at most 1,000 characters.' },
  'password-printed': {
    status: 422,
    sentence: 'That password is printed in the sample. Choose another one.',
  },
  'password-predictable': {
    status: 422,
    sentence:
      'That password is easy to guess: most of it is common words, names of this place, a year, or keys beside each other. Three or four words that have nothing to do with each other make a good one.',
  },
  // People and what they may do
  'not-your-people': { status: 403, sentence: 'You do not manage that person’s access.' },
  'not-yourself': {
    status: 403,
    sentence: 'Nobody can change their own access. Ask somebody else who manages people.',
  },
  'only-administrator': {
    status: 403,
    sentence: 'Only an administrator of the council can do that for this person.',
  },
  'not-an-address': { status: 422, sentence: 'Enter an e-mail address, such as name@example.org.' },
  'name-needed': { status: 422, sentence: 'Enter the person’s name.' },
  'address-taken': { status: 409, sentence: 'Somebody with that e-mail address has access already.' },
  'address-not-yours': {
    status: 409,
    sentence: 'You cannot invite that e-mail address. Ask an administrator of the council to do it.',
  },
  'role-not-yours-to-give': { status: 403, sentence: 'You cannot give that role.' },
  'not-yours-to-give': { status: 403, sentence: 'You can only give access to contracts that you lead.' },
  'nothing-given': { status: 422, sentence: 'Choose at least one contract or service for this role.' },
  'given-unfit': { status: 422, sentence: 'That role is not given what was chosen. Choose again.' },
  'given-unknown': {
    status: 422,
    sentence: 'A contract, service, district or area that was chosen does not exist any more. Load the page again.',
  },
  'access-has-ended': { status: 409, sentence: 'That person has no access any more. Invite them again to give it.' },
  'has-begun': {
    status: 409,
    sentence: 'That person has chosen a password already. If it is forgotten, the sign-in page helps.',
  },
  'too-many-invitations': {
    status: 429,
    sentence: 'Many invitations have been sent. Wait an hour, then go on; or use a code instead of a letter.',
  },
  'no-stand-in': { status: 409, sentence: 'That person cannot stand in on those days.' },
  'stands-in-already': { status: 409, sentence: 'That person stands in on some of those days already.' },
  // Review
  'not-submitted': {
    status: 409,
    sentence:
      'This return is not waiting for review any more. Look at it again: somebody has decided it or taken it back.',
  },
  'not-closed': { status: 409, sentence: 'That month is not closed.' },
  'not-late': { status: 409, sentence: 'That return was not received late.' },
} as const satisfies Record<OnlineCode, { readonly status: number; readonly sentence: string }>

export const everyProblem: Readonly<Record<ProblemCode, { readonly status: number; readonly sentence: string }>> = {
  ...problems,
  ...online,
}

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(everyProblem, code)
export const problemCodes: readonly ProblemCode[] = Object.keys(everyProblem).filter(isProblemCode)

/** The sentence for any code, for pages that need a network. */
export const everySentence = (code: ProblemCode): string => everyProblem[code].sentence
