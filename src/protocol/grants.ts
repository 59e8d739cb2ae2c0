/** What somebody is given, as device and server say it to each other. */
import * as z from 'zod/mini'
import { everyRole } from '../domain/access/roles.ts'
import { contractIdSchema, isoDateSchema, placeIdSchema, serviceIdSchema } from '../domain/id-schemas.ts'

const placesSchema = z.union([z.literal('every'), z.array(placeIdSchema).check(z.minLength(1), z.maxLength(500))])

/** A contract, whole or some of its places. */
export const contractGrantSchema = z.object({ contract: contractIdSchema, places: placesSchema })
/** A service, whole or some of its areas. */
export const serviceGrantSchema = z.object({ service: serviceIdSchema, areas: placesSchema })

export const givenSchema = z.object({
  role: z.enum(everyRole),
  contracts: z.array(contractGrantSchema).check(z.maxLength(200)),
  services: z.array(serviceGrantSchema).check(z.maxLength(50)),
})
export type Given = z.infer<typeof givenSchema>

/** Days of London, both included. */
export const standInSchema = z.object({ contract: contractIdSchema, from: isoDateSchema, to: isoDateSchema })
