/**
 * Names as whom a page asks, by her id. A browser has one session and may have several people's pages open: the server
 * answers `wrong-person` where the session is another's, so that nobody is shown, or does, anything in another's name.
 */
export const personHeader = 'fieldfare-person'
