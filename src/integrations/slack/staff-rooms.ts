import type { Purpose } from '../../kernel/ground/tables.ts'

/** What to do about a channel that we are not in. */
export function notThere(purpose: Purpose, named: string): string {
  const setting = `SLACK_${purpose.toUpperCase()}_ROOM`
  return `${setting}: I’m not in a channel called “${named}”. Invite me there: open the channel and type /invite @waybill`
}
