/** Where an invitation is opened, and where its first day ends. */
export const joinPath = '/join'
export const readyPath = '/ready'

export const isJoinPage = (pathname: string): boolean => pathname === joinPath
