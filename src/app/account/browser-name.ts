/** 'A browser on Linux': the server's words, where they begin a line. */
export const atStart = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
