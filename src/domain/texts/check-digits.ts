/** The check digits and letters by which a number is told from any other row of digits. Digits only, no spaces. */

/**
 * Whether ten digits are an NHS number: weights 10 to 2 on the first nine, modulo 11; 11 stands for 0, and 10 is never
 * given out (NHS Data Dictionary, "NHS Number").
 */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check < 10 && check === Number(digits[9])
}

/** Letters that are not mistaken for a digit or for each other. */
const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/**
 * Whether a letter and twelve characters are a unique pupil number: weights 2 to 13, modulo 23, give the first letter.
 * A temporary one ends in a letter, which counts by its place among the letters (DfE, "Unique pupil numbers").
 */
export function isPupilNumber(text: string): boolean {
  const number = text.toUpperCase()
  if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(number)) return false
  const sum = [...number.slice(1)].reduce((total, character, index) => {
    const counts = /\d/.test(character) ? Number(character) : checkLetters.indexOf(character)
    return total + counts * (index + 2)
  }, 0)
  return checkLetters[sum % 23] === number[0]
}

/** Prefixes that are never given to anybody (HMRC, NIM39110). */
const noPrefixes = new Set(['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'])

/** Whether nine characters are made like a National Insurance number; it has no check digit. */
export const isInsuranceNumber = (text: string): boolean =>
  /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/i.test(text) && !noPrefixes.has(text.slice(0, 2).toUpperCase())
