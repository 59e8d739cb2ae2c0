import type { AnyRole } from '../../../domain/access/roles.ts'

/** What each role may do, in one sentence, for whoever gives it. The table itself is domain/access/permissions.ts. */
export const roleSentences: Readonly<Record<AnyRole, string>> = {
  'field-worker': 'Enters figures and narratives for chosen districts. Does not submit.',
  'provider-editor': 'Enters figures and narratives, and submits where every district of the contract is given.',
  'provider-lead':
    'Everything an editor may. Also decides between different figures and on late changes, and looks after the people of the contract.',
  officer: 'Reviews, questions, sends back and accepts returns, and reads the record of who did what.',
  'performance-team': 'Looks after indicators, targets, council-supplied figures and data notes. Sees no returns.',
  reader: 'Reads released scorecards. Sees no returns while they are being written.',
  auditor: 'Reads the record of who did what, and released scorecards. Changes nothing.',
  administrator: 'Invites people and changes what they may do. Sees no figures.',
}
