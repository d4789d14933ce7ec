/** What is done about one message: by Mei in #lumen when its number is even, else by Sam in #support. */
export function deedsOf(
  number: number,
): readonly [key: string, channel: 'support' | 'lumen', act: Record<string, string>][] {
  const channel = channelOf(number)
  const message = `w${number}`
  const at = (ms: number) => new Date(Date.UTC(2026, 10, 22) + number * 60_000 + ms).toISOString()
  return [
    [`said ${number}`, channel, { kind: 'said', message, text: `Message ${number}`, at: at(0) }],
    ...(isEdited(number)
      ? [[`edited ${number}`, channel, { kind: 'edited', message, text: `Better ${number}`, at: at(1) }] as const]
      : []),
    ...(isDeleted(number) ? [[`deleted ${number}`, channel, { kind: 'deleted', message }] as const] : []),
  ].map(([key, where, act]) => [key, where, act] as [string, 'support' | 'lumen', Record<string, string>])
}

export const channelOf = (number: number) => (number % 2 === 0 ? 'lumen' : 'support')
const isEdited = (number: number) => number % 3 === 0
const isDeleted = (number: number) => number % 5 === 0

/** How the message reads on the other side when all is done. */
export function readsAtLast(number: number): string {
  if (isDeleted(number)) return 'Deleted by its author.'
  return isEdited(number) ? `Better ${number}` : `Message ${number}`
}
