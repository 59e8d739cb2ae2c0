/**
 * Every problem the server answers with, and every outcome code: a stable string, its HTTP status, and the sentence
 * for the person. RFC 9457 on the wire.
 */
import * as z from 'zod/mini'

export const problems = {
  'not-signed-in': {
    status: 401,
    sentence: 'Your session has ended. Sign in again to send what waits on this device.',
  },
  'wrong-password': { status: 401, sentence: 'That e-mail address and password do not belong together.' },
  'too-many-tries': { status: 429, sentence: 'Too many tries. Wait a minute, then try again.' },
  'wrong-person': {
    status: 409,
    sentence: 'Someone else is signed in on this device. Sign in as yourself to send your work.',
  },
  'no-access': { status: 403, sentence: 'You do not have access to that return.' },
  'not-found': { status: 404, sentence: 'There is nothing at that address.' },
  malformed: { status: 400, sentence: 'The server could not read what was sent. It has been kept on this device.' },
  'too-large': { status: 413, sentence: 'Too much was sent at once.' },
  'wrong-origin': { status: 403, sentence: 'That request did not come from this site.' },
  'unknown-device': { status: 409, sentence: 'The server does not know this device. It will be registered again.' },
  'device-lost': {
    status: 403,
    sentence: 'This device was reported lost. Nothing is taken from it or given to it any more.',
  },
  'device-forked': {
    status: 409,
    sentence: 'Another copy of this device has been used. What waits here will be sent under a new number.',
  },
  'sequence-gap': {
    status: 409,
    sentence: 'The server is missing earlier changes from this device. They will be sent again first.',
  },
  'update-needed': {
    status: 426,
    sentence: 'Fieldfare has been updated. Reload to continue receiving; your changes still go out.',
  },
  'server-fault': { status: 500, sentence: 'The server had a fault. Nothing was lost; it will be tried again.' },
  unavailable: { status: 503, sentence: 'The server is busy or stopping. It will be tried again.' },
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
  // Outcomes of single operations
  locked: {
    status: 409,
    sentence: 'This return has been submitted, so the change was not taken into it. It is kept here.',
  },
  'not-allowed': { status: 403, sentence: 'Your role does not allow that.' },
  'not-open': { status: 409, sentence: 'That month is not open for this service.' },
  'unknown-cell': { status: 422, sentence: 'This indicator is not part of that return.' },
  'not-yours-to-enter': {
    status: 422,
    sentence: 'That figure is supplied by the council or worked out; it is not typed.',
  },
  'wrong-kind': { status: 422, sentence: 'That value does not fit this indicator.' },
  'out-of-bounds': { status: 422, sentence: 'That figure has too many digits or decimals for this indicator.' },
  'definition-changed': {
    status: 409,
    sentence: 'The definition of this indicator has changed since this was entered.',
  },
  'seen-differs': {
    status: 409,
    sentence: 'The figures on the server are not the ones on your screen. Look again and submit.',
  },
  incomplete: { status: 409, sentence: 'This return still has errors or unanswered figures.' },
  'not-supported-yet': { status: 422, sentence: 'This version of the server cannot take that yet. It has been kept.' },
} as const satisfies Record<string, { readonly status: number; readonly sentence: string }>

export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as readonly ProblemCode[]
const codeSchema = z.custom<ProblemCode>(value => typeof value === 'string' && value in problems, 'a problem code')

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: codeSchema,
  detail: z.optional(z.string()),
  requestId: z.optional(z.string()),
  /** `sequence-gap`: the next number the server expects from this device. */
  expected: z.optional(z.int()),
})
export type Problem = z.infer<typeof problemSchema>
export const problemCodeSchema = codeSchema

/** The sentence for a code, for the screen. */
export const problemSentence = (code: ProblemCode): string => problems[code].sentence
