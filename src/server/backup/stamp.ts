/** Instants in names and sentences. */

/** `2017-07-11T10-00-00Z`: sorts by time, and is a file name everywhere. */
export const stampOf = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`

const words = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'medium' })
/** '11 July 2017 at 11:00:00', in London. */
export const inWords = (at: string): string => words.format(new Date(at))
