const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** Whether a text is one of our ids, as buttons carry them, rather than what a person typed. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
