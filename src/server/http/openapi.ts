/** The API's description, from the same schemas that check it. */
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { problemCodes } from '../../protocol/every-problem.ts'

const described = createJsonSchemaTransform({
  zodToJsonConfig: {
    target: 'draft-2020-12',
    // Ids, months, decimals and codes are checked by functions; all of them are texts.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'string'
    },
  },
})

const problemAnswer = {
  description: 'What went wrong, with a stable code',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          code: { type: 'string', enum: [...problemCodes] },
          detail: { type: 'string' },
          requestId: { type: 'string' },
          expected: { type: 'integer' },
        },
      },
    },
  },
}

export async function describe(app: FastifyInstance, appVersion: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Fieldfare',
        version: appVersion,
        description:
          'What devices and officers’ pages say to the server. Errors are RFC 9457 problems with a stable `code`. Requests that change something need an Origin header.',
      },
    },
    transform: document => {
      const { schema, url } = described(document)
      if (schema.hide) return { schema, url }
      const response = { ...(schema.response ?? {}), default: problemAnswer }
      return { schema: { ...schema, response }, url }
    },
  })
}
