/** Imports nothing: it must run where the rest would not load. */

const wanted = 24

/** Ends the process, saying what to do, when this is not the Node that the server is written for. */
export function requireNode(): void {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= wanted) return
  console.error(
    `Fieldfare's server runs on Node.js ${wanted}, which it brings along; this is ${process.versions.node}. Start it with "npm start" or "npm run serve", not with "node".`,
  )
  process.exit(1)
}
