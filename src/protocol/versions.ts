/** What is said of the protocol before anything is read by its schemas. */

export const protocolVersion = 1
export const operationVersion = 1
/** Operations in one push: a month's return of a whole contract goes at once. */
export const mostOperations = 500
