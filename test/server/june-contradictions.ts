/**
 * June's published ratings that do not come out of the returns as typed, each with its reason: where the scorecard
 * contradicts its own rule or its own districts, or where the parts behind a percentage are not known.
 */
const places = (code: string, provider: string, names: readonly string[], said: string): readonly string[] =>
  names.map(name => `${code} ${provider}, ${name}: ${said}`)

/** Published ratings that do not come out of what was typed, each with its reason; the figure read is in brackets. */
export const differing: readonly { readonly reason: string; readonly rows: readonly string[] }[] = [
  {
    reason: 'CEH13 is published Green with no figure behind it: typed as not available',
    rows: places(
      'CEH13',
      'Project Salus',
      [
        'Dartford',
        'Gravesham',
        'Sevenoaks',
        'Maidstone',
        'Tonbridge & Malling',
        'Tunbridge Wells',
        'North Kent',
        'West Kent',
        'North & West Kent',
      ],
      'Green, not rated (Not available)',
    ),
  },
  {
    reason: 'CEH18 is published 0.0 Red although 214 referrals came in: not yet due, typed as to follow',
    rows: places(
      'CEH18',
      'Imago',
      ['Dartford', 'Gravesham', 'Sevenoaks', 'North Kent', 'East Kent', 'South Kent', 'West Kent', 'Kent'],
      'Red, not rated (To follow)',
    ),
  },
  {
    reason: 'CEH21 and CEH22 are published 0.0 Red where nobody was NEET: typed as 0 of 0',
    rows: [
      ...places(
        'CEH21',
        'Imago',
        ['Dartford', 'Gravesham', 'Sevenoaks', 'North Kent', 'East Kent', 'South Kent', 'West Kent', 'Kent'],
        'Red, not rated (no cases)',
      ),
      ...places(
        'CEH22',
        'Imago',
        ['Dartford', 'Gravesham', 'Sevenoaks', 'North Kent', 'West Kent'],
        'Red, not rated (no cases)',
      ),
    ],
  },
  {
    reason: 'CEH59 contradicts the rule of the other hubs: 246 of 250 and 101 of 161 are below target',
    rows: [
      'CEH59 Canterbury Academy, Canterbury: Green, amber (246)',
      'CEH59 The Gr@nd, Gravesham: Green, amber (101)',
    ],
  },
  {
    reason:
      'CEH65 is printed for areas as 0.0, 57.0, 70.0 and 48.2 %, which its districts do not add up to (40 of 89, 35 of 70, 0 of 50, 75 of 235)',
    rows: [
      'CEH65 CXK, East Kent: Green, red (44.9 %)',
      'CEH65 CXK, South Kent: Amber, red (50.0 %)',
      'CEH65 CXK, West Kent: Amber, green (0.0 %)',
      'CEH65 CXK, Kent: Red, amber (31.9 %)',
    ],
  },
  {
    reason: 'CEH70 of Shepway (79.0 %) has no parts that print it: not available, so what contains it is incomplete',
    rows: ['CEH70 CXK, South Kent: Amber, not rated (64.8 %)', 'CEH70 CXK, Kent: Amber, not rated (66.5 %)'],
  },
  {
    reason: 'The parts typed are the smallest that print the percentage of a district, not the real ones',
    rows: [
      'CEH08 Project Salus, North Kent: Green, amber (83.3 %)',
      'CEH08 Project Salus, North & West Kent: Green, amber (88.9 %)',
      'CEH70 CXK, West Kent: Red, amber (53.3 %)',
    ],
  },
]
