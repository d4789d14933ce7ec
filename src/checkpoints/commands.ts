import { bySystem, command } from '../kernel/asking/command.ts'
import { FollowNumbers, followNumbers } from './follow-numbers.ts'
import { HearFromStore, hearFromStore } from './hear-from-store.ts'
import { HearMany, HearScans, hearMany, hearScans } from './hear-scans.ts'
import { ImportScans, importScans } from './import-scans.ts'
import { ListFeeds, listFeeds } from './list-feeds.ts'
import { NoteRegistered, noteRegistered, ReportFeed, reportFeed } from './note-feed.ts'
import { OweFeedReadings, oweFeedReadings } from './read-from-feed.ts'
import { RegisterNumbers, registerNumbers } from './register-numbers.ts'

/** What can be asked of what carriers say. */
export const checkpointCommands = {
  'tracking.heard': command({
    ...bySystem,
    title: 'Hear a carrier',
    does: 'Take what a carrier’s feed says of parcels.',
    input: HearScans,
    together: all => ({ command: 'tracking.heard-many', input: { told: all.map(({ input }) => input) } }),
    run: hearScans,
  }),
  'tracking.heard-many': command({
    ...bySystem,
    title: 'Hear carriers',
    does: 'Take what carriers’ feeds say, many at once.',
    input: HearMany,
    run: hearMany,
  }),
  'tracking.heard-from-store': command({
    ...bySystem,
    title: 'Hear a store',
    does: 'Take what a store heard of a parcel’s carrier.',
    input: HearFromStore,
    run: hearFromStore,
  }),
  'tracking.follow': command({
    ...bySystem,
    title: 'Follow parcels',
    does: 'Bring parcels to where they stand by what carriers said.',
    input: FollowNumbers,
    run: followNumbers,
  }),
  'tracking.register': command({
    ...bySystem,
    title: 'Register parcels',
    does: 'Have the carriers’ feed follow parcels.',
    input: RegisterNumbers,
    sure: true,
    run: registerNumbers,
  }),
  'tracking.owe-readings': command({
    ...bySystem,
    title: 'Read feeds',
    does: 'Read parcels that nothing was heard of.',
    input: OweFeedReadings,
    run: oweFeedReadings,
  }),
  'feed.note-registered': command({
    ...bySystem,
    title: 'Note parcels',
    does: 'Note which parcels a feed follows.',
    input: NoteRegistered,
    run: noteRegistered,
  }),
  'feed.report': command({
    ...bySystem,
    title: 'Report a feed',
    does: 'Notify staff that a feed does not work.',
    input: ReportFeed,
    run: reportFeed,
  }),
  'tracking.import-scans': command({
    who: ['staff', 'system'],
    title: 'Import scans',
    does: 'Record what carriers did with many parcels: pasted, or as a CSV file.',
    input: ImportScans,
    args: {
      rows: {
        kind: 'long',
        label: 'A scan a row, with headings',
        help: 'Copied from a spreadsheet: tracking number, status, time; place and country help.',
      },
      files: { kind: 'files', label: 'Or a CSV file', help: 'With headings.' },
    },
    asksFor: said => ('rows' in said || 'files' in said ? [] : ['rows']),
    examples: ['/tracking import-scans'],
    run: importScans,
  }),
  'tracking.feeds': command({
    who: ['staff', 'system'],
    title: 'Carriers’ feeds',
    does: 'Show which feeds follow your parcels, what that costs and what is wrong.',
    input: ListFeeds,
    args: {},
    examples: ['/tracking feeds'],
    reads: true,
    run: listFeeds,
  }),
}
