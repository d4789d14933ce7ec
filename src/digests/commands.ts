import { bySystem, command } from '../kernel/asking/command.ts'
import { AskDigest, askDigest } from './ask-digest.ts'
import { LimitPings, limitPings } from './limit-pings.ts'
import { SendDigests, sendDigests } from './send-digests.ts'

/** What can be asked of the daily digest. */
export const digestCommands = {
  'late.digest': command({
    who: ['supplier', 'staff', 'system'],
    title: 'Daily digest',
    does: 'Show the digest now, or set the hour when this room gets it every day.',
    input: AskDigest,
    args: { hour: { kind: 'text', label: 'Hour', help: 'Such as 9 or 17, or off. Shown now if empty.' } },
    examples: ['/late digest', '/late digest 9', '/late digest off'],
    run: askDigest,
  }),
  'late.pings': command({
    who: ['staff', 'system'],
    title: 'Limit pings',
    does: 'Show or set how many pings a day anybody gets for what isn’t urgent.',
    input: LimitPings,
    args: { most: { kind: 'number', label: 'Most a day', help: 'A number; shown if empty.' } },
    examples: ['/late pings', '/late pings 5'],
    run: limitPings,
  }),
  'digest.send': command({
    ...bySystem,
    title: 'Send digests',
    does: 'Make the digests whose hour has come.',
    input: SendDigests,
    run: sendDigests,
  }),
}
