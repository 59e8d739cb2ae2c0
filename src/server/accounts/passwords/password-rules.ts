/**
 * Which account passwords are refused. Any characters, 12 to 1,000 of them, nothing about capitals or digits; what
 * counts is how much of it somebody would have to guess. Instead of a list of leaked passwords, whose origin and terms
 * nobody can vouch for, the rules that those lists are made by: common words, names of this place, runs of the
 * alphabet, of digits and of the keyboard, years, and anything repeated.
 */
import { everySentence } from '../../../protocol/every-problem.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'

export const shortestPassword = 12
export const longestPassword = 1_000

/** Characters' worth that must remain once everything predictable counts as one or two. */
const enough = 8

export type PasswordFault = 'too-short' | 'too-long' | 'printed' | 'predictable'

/** The problem that each is answered as, with its sentence. */
export const passwordProblems = {
  'too-short': 'password-too-short',
  'too-long': 'password-too-long',
  printed: 'password-printed',
  predictable: 'password-predictable',
} as const satisfies Record<PasswordFault, ProblemCode>

export const passwordSentence = (fault: PasswordFault): string => everySentence(passwordProblems[fault])

/** What belongs to this place and this person, and so is tried first by whoever knows either. */
export interface PasswordContext {
  readonly council: string
  readonly email: string
  readonly name: string
  /** Passwords that everybody can read, such as those of the sample. */
  readonly printed: readonly string[]
}

/** As it is hashed and compared: the same password typed on another keyboard is the same bytes. Nothing is cut. */
export const preparedPassword = (typed: string): string => typed.normalize('NFC')

/** Why a password may not be set; undefined when it may. Lengths are in characters as Unicode counts them. */
export function passwordRuleFault(typed: string, context: PasswordContext): PasswordFault | undefined {
  const password = preparedPassword(typed)
  // Counted without being taken apart first: a megabyte is no password.
  if (password.length > longestPassword * 2) return 'too-long'
  const { length } = [...password]
  if (length < shortestPassword) return 'too-short'
  if (length > longestPassword) return 'too-long'
  if (context.printed.some(each => preparedPassword(each) === password)) return 'printed'
  return worthOf(password, contextWords(context)) < enough ? 'predictable' : undefined
}

/** Base words of what people choose, in plain lower case; digits and signs around them are counted by themselves. */
const commonWords: readonly string[] = [
  ...['password', 'passwort', 'passphrase', 'passcode', 'pass', 'word', 'secret', 'login', 'logon', 'signin', 'access'],
  ...['admin', 'administrator', 'root', 'user', 'username', 'guest', 'default', 'test', 'testing', 'demo', 'sample'],
  ...[
    'changeme',
    'change',
    'letmein',
    'welcome',
    'hello',
    'goodbye',
    'trustno',
    'iloveyou',
    'love',
    'lovely',
    'forever',
  ],
  ...['qwerty', 'qwertz', 'azerty', 'asdf', 'zxcv', 'computer', 'internet', 'server', 'system', 'database', 'office'],
  ...['monkey', 'dragon', 'tiger', 'eagle', 'shadow', 'master', 'superman', 'batman', 'pokemon', 'starwars', 'matrix'],
  ...['princess', 'angel', 'sunshine', 'flower', 'butterfly', 'rainbow', 'summer', 'winter', 'spring', 'autumn'],
  ...['football', 'baseball', 'rugby', 'cricket', 'liverpool', 'arsenal', 'chelsea', 'everton', 'manchester', 'united'],
  ...['tottenham', 'newcastle', 'celtic', 'rangers', 'london', 'england', 'scotland', 'wales', 'britain', 'ireland'],
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november'],
  ...['december', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'christmas', 'easter'],
  ...[
    'chocolate',
    'cookie',
    'cheese',
    'banana',
    'orange',
    'ginger',
    'pepper',
    'killer',
    'hunter',
    'freedom',
    'whatever',
  ],
  ...['michael', 'jordan', 'charlie', 'thomas', 'daniel', 'jessica', 'ashley', 'michelle', 'george', 'harry', 'jack'],
  ...['mummy', 'daddy', 'mother', 'father', 'family', 'baby', 'children', 'child', 'school', 'teacher', 'nurse'],
  ...['council', 'county', 'borough', 'district', 'provider', 'contract', 'return', 'returns', 'figures', 'report'],
  ...[
    'number',
    'please',
    'thankyou',
    'fuckyou',
    'fuck',
    'shit',
    'bitch',
    'money',
    'google',
    'facebook',
    'apple',
    'samsung',
  ],
]

const productWords: readonly string[] = ['fieldfare', 'field', 'fare', 'kpi', 'scorecard']

/** Keys in the order in which fingers find them: rows, columns, and to and fro between two rows. */
const keyboard: readonly string[] = [
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qwertzuiop', 'qsdfghjklm', 'wxcvbn', 'yxcvbnm'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', 'qazwsxedcrfvtgbyhnujmikolp', 'zaqxswcdevfrbgtnhymjukilop'],
  ...['1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', 'zaq1xsw2cde3vfr4bgt5nhy6mju7', '!qaz@wsx#edc$rfv%tgb^yhn'],
  ...['!@#$%^&*()', '!"£$%^&*()', 'abcdefghijklmnopqrstuvwxyz', '01234567890', '741852963', '147258369', '789456123'],
]
const reversed = (text: string): string => [...text].reverse().join('')
const tracks: readonly string[] = [...keyboard, ...keyboard.map(reversed)]

/** Signs that stand for letters. */
const standsFor: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '£': 'l',
}
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const asLetters = (text: string): string => [...text].map(each => standsFor[each] ?? each).join('')

/** Words of at least three letters: shorter ones are in everything. */
function contextWords({ council, email, name }: PasswordContext): readonly string[] {
  const words = plain(`${council} ${name} ${email}`).split(/[^\p{L}\p{N}]+/u)
  const local = plain(email.split('@')[0] ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '')
  return [...productWords, ...words, local, plain(council).replaceAll(/[^\p{L}\p{N}]/gu, '')].filter(
    word => word.length >= 3,
  )
}

/** How much of it is left to guess, in characters. */
function worthOf(password: string, words: readonly string[]): number {
  const text = plain(password)
  const unit = repeated(text)
  if (unit !== undefined) return piecesWorth(unit, words) + 1
  return piecesWorth(text, words)
}

/** The shortest text of which this is nothing but repetitions, the last perhaps cut short; undefined: it is none. */
function repeated(text: string): string | undefined {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (text.slice(length) === text.slice(0, text.length - length)) return text.slice(0, length)
  return undefined
}

/** From left to right, the longest predictable piece at each place; the same piece again is worth nothing. */
function piecesWorth(text: string, words: readonly string[]): number {
  const letters = asLetters(text)
  const seen = new Set<string>()
  let worth = 0
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, letters, at, words)
    const key = text.slice(at, at + piece.length)
    // A single character may come again; a piece may not.
    if (piece.length === 1 || !seen.has(key)) worth += piece.worth
    if (piece.length > 1) seen.add(key)
    at += piece.length
  }
  return worth
}

interface Piece {
  readonly length: number
  readonly worth: number
}

function pieceAt(text: string, letters: string, at: number, words: readonly string[]): Piece {
  const run = Math.max(sameKey(text, at), trackLength(text, at))
  const year = /^(?:19|20)\d\d/.test(text.slice(at, at + 4)) ? 4 : 0
  const ofHere = longestWord(text, letters, at, words)
  const common = longestWord(text, letters, at, commonWords)
  const pieces: readonly Piece[] = [
    { length: ofHere, worth: 0 },
    { length: common, worth: 2 },
    { length: run, worth: 1 },
    { length: year, worth: 1 },
  ]
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best))
  if (longest.length > 1) return longest
  // What stands between words is hardly ever chosen.
  return { length: 1, worth: /[\s._-]/.test(text[at] ?? '') ? 0 : 1 }
}

/** The longest of these words that stands here, also with signs for letters. */
const longestWord = (text: string, letters: string, at: number, words: readonly string[]): number =>
  words.reduce(
    (longest, word) =>
      word.length > longest && (text.startsWith(word, at) || letters.startsWith(word, at)) ? word.length : longest,
    0,
  )

/** 'aaaa': from three on. */
function sameKey(text: string, at: number): number {
  let length = 1
  while (text[at + length] === text[at]) length += 1
  return length >= 3 ? length : 0
}

/** 'cdef', '9876', 'sdfg', '2wsx': from three on. */
function trackLength(text: string, at: number): number {
  let longest = 0
  for (const track of tracks)
    for (let from = track.indexOf(text[at] ?? ' '); from >= 0; from = track.indexOf(text[at] ?? ' ', from + 1)) {
      let length = 1
      while (from + length < track.length && text[at + length] === track[from + length]) length += 1
      longest = Math.max(longest, length)
    }
  return longest >= 3 ? longest : 0
}
