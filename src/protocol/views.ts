/** An officer's saved views of the month board: kept on the server, because her device keeps nothing. */
import * as z from 'zod/mini'

/** What the board is filtered by, beside its month; an empty text: everything. */
export const filterNames = ['service', 'area', 'provider', 'state', 'late', 'rating'] as const

const chosen = z.string().check(z.maxLength(200))
const filterSchema = z.strictObject({
  service: chosen,
  area: chosen,
  provider: chosen,
  state: chosen,
  late: chosen,
  rating: chosen,
})
export type BoardFilter = Readonly<z.infer<typeof filterSchema>>

/** Of one person. */
export const mostViews = 20
/** Characters of a view's name. */
export const longestViewName = 60

export const savedViewSchema = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestViewName)),
  filter: filterSchema,
})
export type SavedView = z.infer<typeof savedViewSchema>

const distinct = (views: readonly SavedView[]): boolean => new Set(views.map(one => one.name)).size === views.length

/** GET and POST /api/views: all of hers, in her order. What is posted takes the place of what was there. */
export const savedViewsSchema = z.strictObject({
  views: z.array(savedViewSchema).check(z.maxLength(mostViews), z.refine(distinct)),
})
export type SavedViews = z.infer<typeof savedViewsSchema>
