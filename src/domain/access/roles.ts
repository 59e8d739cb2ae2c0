/** The roles there are. Which of them may do what is in permissions.ts. */

/** Those that act on returns. */
export const roles = ['field-worker', 'provider-editor', 'provider-lead', 'officer'] as const
export type Role = (typeof roles)[number]

/** Those that act on returns, then those that never do. */
export const everyRole = [...roles, 'performance-team', 'reader', 'auditor', 'administrator'] as const
export type AnyRole = (typeof everyRole)[number]
