/**
 * Every problem the server answers with, and every outcome code: a stable string, its HTTP status, and the sentence
 * for the person. RFC 9457 on the wire.
 */

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

/** Refusals that only pages with a network can get; their sentences stand in every-problem.ts, loaded with these pages. */
export const onlineCodes = [
  'link-ended',
  'code-refused',
  'password-too-short',
  'password-too-long',
  'password-printed',
  'password-predictable',
  'not-your-people',
  'not-yourself',
  'only-administrator',
  'not-an-address',
  'name-needed',
  'address-taken',
  'address-not-yours',
  'role-not-yours-to-give',
  'not-yours-to-give',
  'nothing-given',
  'given-unfit',
  'given-unknown',
  'access-has-ended',
  'has-begun',
  'too-many-invitations',
  'no-stand-in',
  'stands-in-already',
  'not-submitted',
  'not-closed',
  'not-late',
] as const
export type OnlineCode = (typeof onlineCodes)[number]

export type ProblemCode = keyof typeof problems | OnlineCode

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code) || isOnlineCode(code)
const isOnlineCode = (code: string): code is OnlineCode => onlineCodes.some(each => each === code)
/** The sentence for a code, for the screen. */
export const problemSentence = (code: ProblemCode): string =>
  isOnlineCode(code) ? 'The server refused that. Nothing has been changed.' : problems[code].sentence
