/** What every route answers everybody, from what was agreed. A route that is not here fails the test. */
import { everyProblem } from '../../../src/protocol/every-problem.ts'
import type { ProblemCode } from '../../../src/protocol/problems.ts'
import { agreed, refusedAt, scopes } from './agreed.ts'
import { helper, month, signedIn, type Who } from './county.ts'

/** Somebody who is signed in, whose access ended while she was, or nobody. */
export type Caller = Who | 'nobody'
export const callers: readonly Caller[] = [...signedIn, 'ended', 'nobody']

/** A status, the code of a refusal, or `let-in`: whatever comes after the question whether she may. */
type Answer = 200 | 'let-in' | ProblemCode

export interface Case {
  readonly who: Caller
  readonly url: string
  readonly payload?: object
  readonly answer: Answer
}

/** What a caller needs of the world: her own ids, and others'. */
export interface Ids {
  readonly person: string
  readonly device: string
  readonly of: (who: Who) => string
  readonly deviceOf: (who: Who) => string
  readonly documents: readonly string[]
}

type Asked = Omit<Case, 'who'>
/** What one caller asks of a route; undefined ids: nobody is signed in. */
export type Row = (who: Caller, ids: Ids) => readonly Asked[]

type Agreed = (typeof agreed)[keyof typeof agreed]
const isSignedIn = (who: Caller): who is Exclude<Who, 'ended'> => who !== 'nobody' && who !== 'ended'

/** For whoever is signed in: `asked` says of each what is answered; the others are told to sign in. */
const session =
  (asked: (holds: Agreed, ids: Ids, who: Who) => readonly Asked[]): Row =>
  (who, ids) =>
    isSignedIn(who)
      ? asked(agreed[who], ids, who)
      : // Of each address once, whatever it would be for somebody else.
        asked(agreed.lead, ids, 'lead').map(each => ({ ...each, answer: 'not-signed-in' }))

const everyone = (url: string, payload?: (ids: Ids) => object, answer: Answer = 200): Row =>
  session((_holds, ids) => [{ url, ...(payload ? { payload: payload(ids) } : {}), answer }])
const open = (url: string, answer: Answer = 200, payload?: object): Row => {
  const asked = { url, answer, ...(payload ? { payload } : {}) }
  return () => [asked]
}
const whoever = (has: (holds: Agreed) => unknown, url: string): Row =>
  session(holds => [{ url, answer: has(holds) ? 200 : 'not-allowed' }])

/** The secret of a link that nobody was sent. */
const token = 'n'.repeat(43)
const password = 'a long enough set of words'

/** Each return there is. */
const ofEach = (ask: (holds: Agreed, scope: string) => Asked): Row =>
  session(holds => scopes.map(scope => ask(holds, scope)))

/** The staff of the helper's contract that is asked about: its lead manages her, another provider's does not. */
function answerAbout({ manages }: Agreed, target: Who, self: Who): Answer {
  if (manages === undefined) return 'not-allowed'
  if (target === self) return 'not-yourself'
  const hers = manages === 'everybody' || (manages === 'helper' && target === 'worker')
  return hers ? 'let-in' : 'not-your-people'
}

/** About her own staff, another provider's, the council's, and herself. */
const aboutPeople = (path: string, payload?: (ids: Ids) => object): Row =>
  session((holds, ids, self) =>
    (['worker', 'otherLead', 'officer', 'administrator', self] as const).map(target => ({
      url: `/api/people/${ids.of(target)}${path}`,
      ...(payload ? { payload: payload(ids) } : {}),
      answer: answerAbout(holds, target, self),
    })),
  )

/** Nobody may be given this: it names a contract that there is not. */
const nowhere = { role: 'field-worker', contracts: [{ contract: 'nowhere', places: 'every' }], services: [] }

export const rows: Readonly<Record<string, Row>> = {
  'GET /api/installation': open('/api/installation'),
  'GET /api/openapi.json': open('/api/openapi.json'),
  'GET /healthz': open('/healthz'),

  'POST /api/auth/sign-in/email': who => [
    {
      url: '/api/auth/sign-in/email',
      // Of each an address of her own, so that tries are not counted together.
      payload: { email: `nobody.${who}@example.org`, password },
      answer: 'wrong-password',
    },
  ],
  // For everybody, and asked in `own-account.test.ts`: here it would end the sessions of the test.
  'POST /api/auth/sign-out': () => [],
  'POST /api/standing': (who, ids) => [
    {
      url: '/api/standing',
      payload: { device: ids.device },
      // Also of whoever has left: her device is to know.
      answer: who === 'nobody' ? 'unknown-device' : 200,
    },
    { url: '/api/standing', payload: { device: ids.deviceOf('otherLead') }, answer: foreignDevice(who) },
  ],
  'POST /api/surrender': (who, ids) => [
    {
      url: '/api/surrender',
      payload: { device: ids.device, operations: [] },
      answer: who === 'nobody' ? 'unknown-device' : 200,
    },
    {
      url: '/api/surrender',
      payload: { device: ids.deviceOf('otherLead'), operations: [] },
      answer: foreignDevice(who),
    },
  ],

  'GET /api/me': everyone('/api/me'),
  'POST /api/devices': everyone('/api/devices', () => ({})),
  // A stream that does not end: `streams.test.ts`.
  'GET /api/events': (who, ids) => (isSignedIn(who) ? [] : everyone('/api/events')(who, ids)),
  'POST /api/push': session((_holds, ids) => [
    { url: '/api/push', payload: pushOf(ids.person, ids.device), answer: 200 },
    { url: '/api/push', payload: pushOf(ids.of('ended'), ids.device), answer: 'wrong-person' },
    { url: '/api/push', payload: pushOf(ids.person, ids.deviceOf('ended')), answer: 'unknown-device' },
  ]),
  'POST /api/pull': session((_holds, ids) => [
    { url: '/api/pull', payload: { protocol: 1, person: ids.person, cursors: {} }, answer: 200 },
    { url: '/api/pull', payload: { protocol: 1, person: ids.of('ended'), cursors: {} }, answer: 'wrong-person' },
  ]),
  'POST /api/reference': everyone('/api/reference', ids => ({ hashes: ids.documents })),
  'POST /api/writing': ofEach((holds, scope) => ({
    url: '/api/writing',
    payload: { sheet: `${scope}/${month}`, cell: 'closed' },
    answer: holds.enters?.includes(scope) ? 200 : holds.reads?.includes(scope) ? 'not-allowed' : 'no-access',
  })),

  'GET /api/returns/:contract/:place/:period': ofEach((holds, scope) => ({
    url: `/api/returns/${scope}/${month}`,
    answer: refusedAt(holds.reads, scope) ?? 200,
  })),
  // A text as it was written before: for whoever reads it now.
  'GET /api/returns/:contract/:place/:period/versions': ofEach((holds, scope) => ({
    url: `/api/returns/${scope}/${month}/versions?cell=explain/closed`,
    answer: refusedAt(holds.reads, scope) ?? 200,
  })),
  // Figures as they were written: for whoever reads the record, and returns too.
  'GET /api/returns/:contract/:place/:period/changes': ofEach((holds, scope) => ({
    url: `/api/returns/${scope}/${month}/changes`,
    answer: refusedAt(holds.record, scope) ?? (holds.reads?.includes(scope) ? 200 : 'not-allowed'),
  })),
  'GET /api/board': whoever(holds => holds.reviews, `/api/board?period=${month}`),
  // Each act is of a return, and asked for by itself.
  'POST /api/review': session(holds => [
    { url: '/api/review', payload: { acts: [{}] }, answer: holds.reviews ? 200 : 'not-allowed' },
  ]),
  // Of a month that there is not: whoever closes months is told so.
  'POST /api/collections/close': session((_holds, _ids, who) => [
    {
      url: '/api/collections/close',
      payload: { service: 'support', period: '2016-01', closed: null },
      answer: who === 'officer' ? 'not-found' : 'not-allowed',
    },
  ]),
  // Her own, whoever she is.
  'GET /api/views': whoever(holds => holds.reviews, '/api/views'),
  'POST /api/views': session(holds => [
    { url: '/api/views', payload: { views: [] }, answer: holds.reviews ? 200 : 'not-allowed' },
  ]),
  // Of the services that any return of hers is of; accepted returns also for who reads no others.
  'GET /api/scorecard': session(holds => {
    const read = holds.reads ?? holds.accepted
    const ofService = (service: string): boolean =>
      (read ?? []).some(scope => (service === 'support') === !scope.startsWith('el-'))
    const refused: Answer | undefined = read === undefined ? 'not-allowed' : undefined
    return [
      { url: '/api/scorecard', answer: refused ?? 200 },
      ...['support', 'elsewhere'].map(
        (service): Asked => ({
          url: `/api/scorecard?service=${service}&period=${month}`,
          answer: refused ?? (ofService(service) ? 200 : 'no-access'),
        }),
      ),
      { url: '/api/scorecard?basis=submitted', answer: holds.reads ? 200 : 'not-allowed' },
      { url: '/api/scorecard?basis=accepted', answer: refused ?? 200 },
    ]
  }),
  'GET /api/surrendered': whoever(holds => holds.reviews, '/api/surrendered'),
  'GET /api/record': session(holds =>
    ['', ...scopes.map(scope => `?contract=${scope.split('/')[0]}&place=${scope.split('/')[1]}`)].map(query => ({
      url: `/api/record${query}`,
      answer: holds.record ? 200 : 'not-allowed',
    })),
  ),
  'GET /api/record.csv': session(holds => [
    { url: '/api/record.csv', answer: holds.record ? 200 : 'not-allowed' },
    { url: `/api/record.csv?contract=${helper}`, answer: holds.record ? 200 : 'not-allowed' },
  ]),

  // Getting in: nobody needs a session, and nothing is told of whom there is.
  'POST /api/auth/invitation': open('/api/auth/invitation', 'not-found', { token }),
  'POST /api/auth/invitation/accept': open('/api/auth/invitation/accept', 'not-found', { token, password }),
  'POST /api/auth/forgotten': open('/api/auth/forgotten', 200, { email: 'nobody@example.org' }),
  'POST /api/auth/reset': open('/api/auth/reset', 'link-ended', { token, password }),

  // Her own account and nobody else's.
  'GET /api/account': everyone('/api/account'),
  'GET /api/session': everyone('/api/session'),
  'POST /api/session/active': everyone('/api/session/active', () => ({})),
  'POST /api/account/password': everyone(
    '/api/account/password',
    () => ({ present: 'not the present one', next: password }),
    'wrong-password',
  ),
  'POST /api/account/sessions/end': everyone('/api/account/sessions/end', () => ({ session: 'none' }), 'not-found'),
  'POST /api/account/devices/lost': session((_holds, ids, self) => [
    {
      url: '/api/account/devices/lost',
      payload: { device: ids.deviceOf(self === 'otherLead' ? 'lead' : 'otherLead') },
      answer: 'not-found',
    },
  ]),
  // Ends every session of hers: asked by `own-account.test.ts` with sessions of its own.
  'POST /api/account/sign-out-everywhere': (who, ids) =>
    isSignedIn(who) ? [] : everyone('/api/account/sign-out-everywhere', () => ({}))(who, ids),

  // People.
  'GET /api/people': whoever(holds => holds.manages, '/api/people'),
  'POST /api/people/invite': session(holds => [
    {
      url: '/api/people/invite',
      payload: { name: 'Somebody new', email: 'somebody.new@example.org', given: nowhere },
      answer: holds.manages === undefined ? 'not-allowed' : 'let-in',
    },
  ]),
  'POST /api/people/:person/invite-again': aboutPeople('/invite-again', () => ({})),
  'POST /api/people/:person/code': aboutPeople('/code', () => ({})),
  'POST /api/people/:person/access': aboutPeople('/access', () => nowhere),
  'POST /api/people/:person/stand-ins': aboutPeople('/stand-ins', () => ({
    contract: 'nowhere',
    from: '2017-07-20',
    to: '2017-07-19',
  })),
  'POST /api/people/:person/stand-ins/end': aboutPeople('/stand-ins/end', () => ({ standIn: 'none' })),
  'GET /api/people/:person/devices': aboutPeople('/devices'),
  'POST /api/people/:person/devices/lost': aboutPeople('/devices/lost', () => ({
    device: '00000000-0000-4000-8000-000000000000',
  })),
  // Let in, it would end somebody's access: asked of those who may not, and of herself.
  'POST /api/people/:person/end': (who, ids) =>
    aboutPeople('/end', () => ({}))(who, ids).filter(each => each.answer !== 'let-in'),
}

const foreignDevice = (who: Caller): Answer => (who === 'otherLead' ? 200 : 'unknown-device')

const pushOf = (person: string, device: string): object => ({
  protocol: 1,
  person,
  device,
  last: null,
  operations: [],
})

export const statusOf = (answer: Answer): number | undefined =>
  answer === 200 ? 200 : answer === 'let-in' ? undefined : everyProblem[answer].status
