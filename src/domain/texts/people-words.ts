/**
 * Hints that a sentence is about one person: an age, and a first name. There is no list of names: a capital letter
 * says something only beside a word that is said of a person, such as "mum" or "his son". Missed: a name that stands
 * alone or begins a sentence, one in small letters, initials, and a nickname that is a common word.
 */

const number =
  '(?:1[0-9]|[1-9][0-9]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)'
const gap = '(?:[^\\S\\n]{1,3})'
/** A range, or "and over", is of a group and not of one person. */
const noGroup = `(?![\\p{L}\\p{N}]|${gap}?[-–—]${gap}?\\d|${gap}?\\+|${gap}(?:to|and|or|plus)${gap}(?:\\d|over|under|above|below|older|younger|up|${number}\\b))`

const start = '(?<![\\p{L}\\p{N}])'
const end = '(?![\\p{L}\\p{N}])'

/** "aged 7", "7-year-old", "7 years old", "15yo", "18-month-old", "turned 12 in May". Not "aged 11 to 16", "5 year olds". */
export const agePatterns: readonly RegExp[] = [
  new RegExp(`${start}aged?${gap}${number}${noGroup}`, 'giu'),
  new RegExp(`${start}turn(?:ed|ing|s)${gap}[1-9]\\d?(?=[.,;:)]|$|${gap}(?:in|on|last|this|next|today)${end})`, 'giu'),
  new RegExp(
    `(?<![\\p{L}\\p{N}–-]|to[^\\S\\n]|and[^\\S\\n])${number}(?:[-‐‑]|[^\\S\\n]{0,3})(?:(?:years?|yrs?)(?:[-‐‑]|[^\\S\\n]{0,3})(?:old|of${gap}age)|y[./]?o)${end}`,
    'giu',
  ),
  new RegExp(`${start}${number}[-‐‑](?:months?|weeks?)[-‐‑]old${end}`, 'giu'),
]

const relations = [
  'mum|mummy|mom|mother|dad|daddy|father|stepmum|stepmother|stepdad|stepfather|parent|carer',
  'son|daughter|stepson|stepdaughter|brother|sister|sibling|twin|cousin|niece|nephew|baby',
  'gran|grandma|granny|nan|nana|grandmother|grandad|granddad|grandfather|grandson|granddaughter|aunt|auntie|uncle',
  'husband|wife|boyfriend|girlfriend|ex-partner',
  'child|boy|girl|pupil|toddler|teenager|client|service user|young carer|young person|mr|mrs|ms|miss',
].join('|')
/** As it stands in a sentence or begins one: the name itself must not be in small letters. */
const relation = `(?:${relations.replaceAll(/(?<=^|\|)[a-z]/g, first => `[${first}${first.toUpperCase()}]`)})`

/** Written with a capital letter and no name: days, months, and what is written so in this work. */
const noNames = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december a an the and or but in on at of for from to with by has had have is was are ' +
    'were will would did does i he she they it we you his her their our who not no after before when while also ' +
    'protection need plan plans looked care support centre centres group groups early help social services service ' +
    'health mental sexual exploitation poverty benefit tax line school primary secondary academy college university ' +
    'nursery hospital police council county team project family families worker workers board panel act court ' +
    'programme club strengths difficulties triple freedom incredible young carers development assessment information ' +
    'advice guidance champion champions contact access christmas easter ofsted english polish czech slovak roma ' +
    'today yesterday tomorrow children women men people'
  ).split(' '),
)
export const isNoName = (word: string): boolean => noNames.has(word.toLowerCase())

const name = '(?<name>\\p{Lu}\\p{Ll}[\\p{Ll}-]{0,30}(?:\\p{Lu}\\p{Ll}{1,30})?)'

/** "mum Sarah", "his son, Jack", "a boy called Tom", "Mrs Green", "Sarah's mum"; the group `name` is the name. */
export const namePatterns: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\p{N}-])${relation}(?:${gap}(?:called|named)|[.,])?${gap}\\(?${name}${end}`, 'gu'),
  new RegExp(`(?<![\\p{L}\\p{N}'’-])${name}['’]s${gap}(?:[a-z]{1,12}${gap})?(?:${relations})${end}`, 'gu'),
]
