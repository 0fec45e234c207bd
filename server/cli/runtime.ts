/** A sentence when this Node cannot run the store: below Node-API 10 better-sqlite3 dies without a word. */
export function checkRuntime(versions: { node: string; napi?: string | undefined }): string | null {
  if (Number(versions.napi) >= 10) return null
  return (
    `Awning needs Node 22.14 or newer, and this is Node ${versions.node}. ` +
    'Start it with "npm start" or "npm run awning", which bring their own.'
  )
}
