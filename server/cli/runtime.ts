/** Below 24.7 node:crypto has no argon2; below Node-API 10 better-sqlite3 dies without a word. */
const least = [24, 7] as const

/** A sentence when this Node cannot run the server, else null. */
export function checkRuntime(versions: { node: string; napi?: string | undefined }): string | null {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number)
  const isNew = major > least[0] || (major === least[0] && minor >= least[1])
  if (isNew && Number(versions.napi) >= 10) return null
  return (
    `Awning needs Node ${least.join('.')} or newer, and this is Node ${versions.node}. ` +
    'Start it with "npm start" or "npm run awning", which bring their own.'
  )
}
