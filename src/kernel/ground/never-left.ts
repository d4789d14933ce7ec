const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])

/** Whether no connection was made, so that nothing can have been done on the other side. */
export function neverLeft(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : ''
    if (NEVER_LEFT.has(code) || code === 'UND_ERR_CONNECT_TIMEOUT') return true
  }
  return false
}
