// biome-ignore-all lint/style/noDefaultExport: this is how dynalite exports
declare module 'dynalite' {
  import type { Server } from 'node:http'

  /** DynamoDB in this process, kept in a LevelDB folder, or in memory without `path`. */
  const dynalite: (options: { path?: string; createTableMs?: number }) => Server
  export default dynalite
}
