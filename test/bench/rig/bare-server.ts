/**
 * The floor of a push: a plain HTTP server that unpacks the bytes and puts one row an operation into a table, in one
 * flushed transaction, and answers. As a process of its own; prints its port. Argument: the data file.
 */
import { createServer } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'

const database = new DatabaseSync(process.argv[2] ?? '')
database.exec('pragma journal_mode = WAL')
database.exec('pragma synchronous = FULL')
database.exec('create table operation (op_id text primary key, device text, seq integer, body text)')
const put = database.prepare('insert or replace into operation values (?, ?, ?, ?)')

const server = createServer((request, response) => {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-allow-headers', '*')
  if (request.method !== 'POST') return void response.end()
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const { operations }: { readonly operations: readonly { opId: string; device: string; seq: number }[] } =
      JSON.parse(gunzipSync(Buffer.concat(parts)).toString())
    database.exec('begin immediate')
    for (const operation of operations)
      put.run(operation.opId, operation.device, operation.seq, JSON.stringify(operation))
    database.exec('commit')
    response.end(JSON.stringify({ kept: operations.length }))
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : 0)
})
